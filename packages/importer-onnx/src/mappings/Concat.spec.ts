import { float32 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { a: floats(1, 2, 3), b: floats(1, 2, 4) };

it('counts a negative axis from the end and leaves empty tensors out', async () => {
  expect(await nodesOf({ nodes: [node('Concat', ['a', 'b'], ['y'], { axis: -1 }, 'c')], inputs })).toEqual([
    'c: y: float32[1x2x7] = Concat(a, b) {axis: 2}',
  ]);
  expect(
    await nodesOf({
      nodes: [node('Concat', ['e', 'a', 'b'], ['y'], { axis: 2 }, 'c')],
      inputs,
      constants: { e: float32([0], []) },
    }),
  ).toEqual(['c: y: float32[1x2x7] = Concat(a, b) {axis: 2}']);
});

it('refuses what does not fit, and a missing axis', async () => {
  expect((await refused({ nodes: [node('Concat', ['a', 'b'], ['y'], { axis: 1 }, 'c')], inputs }))[0].message).toBe(
    'node "c" (Concat): 1x2x3 and 1x2x4 do not concatenate along axis 1',
  );
  expect((await refused({ nodes: [node('Concat', ['a', 'b'], ['y'], {}, 'c')], inputs }))[0].message).toBe(
    'node "c" (Concat): attribute axis is missing',
  );
});
