import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 7) };
const parts = (sizes: number[], names: string) => [`s: ${names} = Split(x) {axis: 1, sizes: [${sizes.join(', ')}]}`];

it('reads its sizes from an attribute, an input or the number of outputs', async () => {
  expect(
    await nodesOf({ nodes: [node('Split', ['x'], ['a', 'b'], { axis: 1, split: [3, 4] }, 's')], inputs, opset: 11 }),
  ).toEqual(parts([3, 4], 'a: float32[1x3], b: float32[1x4]'));
  expect(
    await nodesOf({
      nodes: [node('Split', ['x', 'n'], ['a', 'b'], { axis: -1 }, 's')],
      inputs,
      constants: { n: int64([2], [2, 5]) },
    }),
  ).toEqual(parts([2, 5], 'a: float32[1x2], b: float32[1x5]'));
  const uneven = node('Split', ['x'], ['a', 'b', 'c'], { axis: 1, num_outputs: 3 }, 's');
  expect(await nodesOf({ nodes: [uneven], inputs, opset: 18 })).toEqual(
    parts([3, 3, 1], 'a: float32[1x3], b: float32[1x3], c: float32[1x1]'),
  );
});

it('keeps parts nobody reads', async () => {
  const nodes = [node('Split', ['x'], ['a', ''], { axis: 1, split: [3, 4] }, 's')];
  expect(await nodesOf({ nodes, inputs, opset: 11, outputs: ['a'] })).toEqual(
    parts([3, 4], 'a: float32[1x3], s_output_1: float32[1x4]'),
  );
});

it('refuses parts that do not add up or have no output', async () => {
  expect(
    (
      await refused({ nodes: [node('Split', ['x'], ['a', 'b'], { axis: 1, split: [3, 3] }, 's')], inputs, opset: 11 })
    )[0].code,
  ).toBe('IMO012');
  expect(
    (await refused({ nodes: [node('Split', ['x'], ['a'], { axis: 1, split: [3, 4] }, 's')], inputs, opset: 11 }))[0]
      .code,
  ).toBe('IMO011');
});
