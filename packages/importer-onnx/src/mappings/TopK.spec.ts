import { int64 } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const inputs = { x: floats(2, 5) };
const topk = (k: number, attributes: Record<string, number> = {}) => ({
  nodes: [node('TopK', ['x', 'k'], ['v', 'i'], attributes, 't')],
  inputs,
  constants: { k: int64([1], [k]) },
});

it('reads how many from an input, and from an attribute before opset 10', async () => {
  expect(await nodesOf(topk(3, { axis: 0 - 1, largest: 0 }))).toEqual([
    't: v: float32[2x3], i: int64[2x3] = TopK(x) {axis: 1, k: 3, largest: false}',
  ]);
  expect(await nodesOf({ nodes: [node('TopK', ['x'], ['v', 'i'], { k: 2, axis: 0 }, 't')], inputs, opset: 9 })).toEqual(
    ['t: v: float32[2x5], i: int64[2x5] = TopK(x) {axis: 0, k: 2, largest: true}'],
  );
});

it('leaves one in no order to the ONNX operator', async () => {
  expect((await nodesOf(topk(3, { sorted: 0 })))[0]).toContain('OnnxOp');
});

it('is refused for a single number, which has no axis', async () => {
  const constants = { k: int64([1], [1]) };
  const nodes = [node('TopK', ['x', 'k'], ['v', 'i'], {}, 't')];
  await expect(nodesOf({ nodes, inputs: { x: floats() }, constants })).rejects.toThrow(
    /IMO011 .*axis -1 is outside a tensor of rank 0/,
  );
});
