import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(1, 2, 3, 4) };

it('reads its axes from an attribute before opset 18 and an input since', async () => {
  expect(
    await nodesOf({ nodes: [node('ReduceMean', ['x'], ['y'], { axes: [-1, 2], keepdims: 0 }, 'm')], inputs }),
  ).toEqual(['m: y: float32[1x2] = ReduceMean(x) {axes: [2, 3], keepdims: false}']);
  expect(
    await nodesOf({
      nodes: [node('ReduceMean', ['x', 'a'], ['y'], {}, 'm')],
      inputs,
      constants: { a: int64([1], [1]) },
      opset: 18,
    }),
  ).toEqual(['m: y: float32[1x1x3x4] NCHW = ReduceMean(x) {axes: [1], keepdims: true}']);
});

it('takes all axes without any, or none where it says so', async () => {
  expect(await nodesOf({ nodes: [node('ReduceMean', ['x'], ['y'], {}, 'm')], inputs })).toEqual([
    'm: y: float32[1x1x1x1] NCHW = ReduceMean(x) {axes: [0, 1, 2, 3], keepdims: true}',
  ]);
  expect(
    await nodesOf({ nodes: [node('ReduceMean', ['x'], ['y'], { noop_with_empty_axes: 1 }, 'm')], inputs, opset: 18 }),
  ).toEqual(['m: y: float32[1x2x3x4] NCHW = Identity(x)']);
});

it('sums with axes as an input since opset 13', async () => {
  const sum = node('ReduceSum', ['x', 'a'], ['y'], { keepdims: 0 }, 's');
  expect(await nodesOf({ nodes: [sum], inputs, constants: { a: int64([1], [-1]) } })).toEqual([
    's: y: float32[1x2x3] = ReduceSum(x) {axes: [3], keepdims: false}',
  ]);
  expect(await nodesOf({ nodes: [node('ReduceSum', ['x'], ['y'], { axes: [1] }, 's')], inputs, opset: 11 })).toEqual([
    's: y: float32[1x1x3x4] NCHW = ReduceSum(x) {axes: [1], keepdims: true}',
  ]);
});

it('takes the largest, unless of nothing', async () => {
  const largest = node('ReduceMax', ['x'], ['y'], { axes: [1] }, 'm');
  expect(await nodesOf({ nodes: [largest], inputs })).toEqual([
    'm: y: float32[1x1x3x4] NCHW = ReduceMax(x) {axes: [1], keepdims: true}',
  ]);
});
