import { int64, makeTensor } from '@openbpu/tensor';
import { floats, node, nodesOf, refused } from '../model.fixture';

const inputs = { x: floats(1, 8, 8) };

it('reads attributes before opset 10 and constants since', async () => {
  expect(
    await nodesOf({
      nodes: [node('Slice', ['x'], ['y'], { starts: [2], ends: [9223372036854775807], axes: [-1] }, 's')],
      inputs,
      opset: 9,
    }),
  ).toEqual(['s: y: float32[1x8x6] = Slice(x) {starts: [2], ends: [2147483647], axes: [2], steps: [1]}']);
  const constants = {
    b: int64([2], [7, 0]),
    e: makeTensor('int64', [2], BigInt64Array.of(-9223372036854775807n, 9223372036854775807n)),
    a: int64([2], [1, 2]),
    s: int64([2], [-1, 2]),
  };
  expect(
    await nodesOf({ nodes: [node('Slice', ['x', 'b', 'e', 'a', 's'], ['y'], {}, 's')], inputs, constants }),
  ).toEqual([
    's: y: float32[1x8x4] = Slice(x) {starts: [7, 0], ends: [-2147483648, 2147483647], axes: [1, 2], steps: [-1, 2]}',
  ]);
});

it('takes the first axes when it names none', async () => {
  const constants = { b: int64([2], [0, 1]), e: int64([2], [1, 3]) };
  expect(await nodesOf({ nodes: [node('Slice', ['x', 'b', 'e'], ['y'], {}, 's')], inputs, constants })).toEqual([
    's: y: float32[1x2x8] = Slice(x) {starts: [0, 1], ends: [1, 3], axes: [0, 1], steps: [1, 1]}',
  ]);
});

it('refuses bounds it does not know', async () => {
  expect((await refused({ nodes: [node('Slice', ['x'], ['y'], {}, 's')], inputs, opset: 9 }))[0].message).toBe(
    'node "s" (Slice): attribute starts, ends are missing',
  );
});

it('goes to the beginning where the largest integer ends a step backwards', async () => {
  const draft = (end: bigint) => ({
    nodes: [node('Slice', ['x', 'b', 'e', 'a', 's'], ['y'], {}, 's')],
    inputs,
    constants: {
      b: int64([1], [5]),
      e: makeTensor('int64', [1], BigInt64Array.of(end)),
      a: int64([1], [1]),
      s: int64([1], [-1]),
    },
  });
  const wanted = ['s: y: float32[1x6x8] = Slice(x) {starts: [5], ends: [-2147483648], axes: [1], steps: [-1]}'];
  expect(await nodesOf(draft(2147483647n))).toEqual(wanted);
  expect(await nodesOf(draft(9223372036854775807n))).toEqual(wanted);
  expect(await nodesOf(draft(2n))).toEqual([
    's: y: float32[1x3x8] = Slice(x) {starts: [5], ends: [2], axes: [1], steps: [-1]}',
  ]);
});
