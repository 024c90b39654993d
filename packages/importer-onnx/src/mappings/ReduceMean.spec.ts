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
