import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate, randomFeeds } from '@openbpu/testkit';
import { type Tensor, float32, isFloat, makeTensor, sizeOf } from '@openbpu/tensor';
import { batched } from './batched';

const ops = standardOps();
const read = (text: string) => parseGraph(text, ops, 'quantized') as Graph<'quantized'>;

/** The node at fault, or undefined where every item gives what it gives alone. */
function tried(text: string, n: number): string | undefined {
  const graph = read(text);
  const several = batched(graph, n);
  if ('mixes' in several) return several.mixes.id;
  const feeds = Array.from({ length: n }, (_, item) => randomFeeds(graph, item + 1));
  const alone = feeds.map((feed) => evaluate(graph, feed));
  const together = evaluate(
    several,
    new Map(graph.inputs.map((id) => [id, stacked(feeds.map((feed) => feed.get(id)!))])),
  );
  for (const id of graph.outputs) {
    expect(several.value(id).type.shape).toEqual(together.get(id)!.shape);
    const dependent = graph.value(id).type.shape.join() !== several.value(id).type.shape.join();
    expect(together.get(id)).toEqual(
      dependent || n === 1 ? stacked(alone.map((values) => values.get(id)!)) : alone[0].get(id),
    );
  }
  return undefined;
}

function stacked(tensors: readonly Tensor[]): Tensor {
  const [{ dtype, shape }] = tensors;
  if (!isFloat(dtype))
    return makeTensor(
      dtype,
      [shape[0] * tensors.length, ...shape.slice(1)],
      Int8Array.from(tensors.flatMap(({ data }) => Array.from(data as Int8Array))),
    );
  const whole = [shape[0] * tensors.length, ...shape.slice(1)];
  const data = new Float32Array(sizeOf(whole));
  tensors.forEach((tensor, i) => data.set(tensor.data as Float32Array, (i * data.length) / tensors.length));
  return float32(whole, data);
}

const IMAGE = 'input x: float32[1x4x3x5] NCHW\n';
const of = (lines: string, outputs = ['y']) => `${lines}\n${outputs.map((id) => `output ${id}`).join('\n')}`;

describe('batched', () => {
  it.each([
    [
      'a convolution and a function',
      `${IMAGE}const w: float32[2x4x1x1] = seed 1\nc: u = Conv(x, w) {kernel: [1, 1]}\nr: y = Tanh(u)`,
    ],
    [
      'arithmetic of items, and with a constant',
      `${IMAGE}const k: float32[4x1x1] = seed 1\na: u = Add(x, x)\nb: y = Mul(u, k)`,
    ],
    ['arithmetic with a constant of one item', `${IMAGE}const k: float32[1x4x1x5] = seed 1\nb: y = Sub(k, x)`],
    [
      'movements',
      `${IMAGE}t: u = Transpose(x) {perm: [0, 3, 1, 2]}\nr: v = Reshape(u) {shape: [1, 60]}\ns: y = Slice(v) {starts: [3], ends: [50], axes: [-1], steps: [2]}`,
    ],
    ['Concat and Split', `${IMAGE}c: u = Concat(x, x) {axis: -3}\ns: y, z = Split(u) {axis: 1, sizes: [3, 5]}`],
    [
      'pads and tiles',
      `${IMAGE}p: u = Pad(x) {pads: [0, 1, 0, 2, 0, 0, 1, 0]}\nt: y = Tile(u) {repeats: [1, 2, 1, 1]}`,
    ],
    ['Softmax and choices', `${IMAGE}s: u = Softmax(x) {axis: 1}\nc: y = ReduceMax(u) {axes: [-1, 2], keepdims: true}`],
    ['means that drop axes', `${IMAGE}m: y = ReduceMean(x) {axes: [2, 3], keepdims: false}`],
    ['an expansion', 'input x: float32[1x1x5]\ne: y = Expand(x) {shape: [1, 3, 5]}'],
    ['rows of a matrix', 'input x: float32[1x5]\nconst w: float32[3x5] = seed 1\ng: y = Gemm(x, w)'],
    ['matrices of items', 'input x: float32[1x3x5]\nt: u = Transpose(x) {perm: [0, 2, 1]}\nm: y = MatMul(x, u)'],
    ['a row times a constant matrix', 'input x: float32[1x5]\nconst w: float32[5x3] = seed 1\nm: y = MatMul(x, w)'],
    ['places that hold for all', 'input x: float32[1x5x2]\nconst i: int64[2] = [4, 0]\ng: y = Gather(x, i) {axis: 1}'],
    [
      'the integers of an image',
      'input x: int8[1x3x2x2] NCHW @0.5\nconst s: float32[] = [0.5]\nd: y = HzDequantize(x, s)',
    ],
  ])('gives of every item what it gives alone: %s', (_, lines) => {
    for (const n of [1, 2, 3, 5]) expect(tried(of(lines), n)).toBeUndefined();
  });

  it('keeps what depends on no input as it is', () => {
    const lines = 'input x: float32[1x2]\nconst k: float32[1x2] = seed 1\nc: y = Neg(k)\na: z = Add(x, y)';
    expect(tried(of(lines, ['y', 'z']), 3)).toBeUndefined();
    const several = batched(read(of(lines, ['y', 'z'])), 3) as Graph<'quantized'>;
    expect(['y', 'z'].map((id) => several.value(id).type.shape)).toEqual([[1, 2], [3, 2]]); // prettier-ignore
  });

  it.each([
    ['a Reshape that takes the items away', `${IMAGE}r: y = Reshape(x) {shape: [4, 15]}`],
    ['a Reshape that goes on from there', `${IMAGE}r: y = Reshape(x) {shape: [60]}`],
    ['a Transpose of the items', 'input x: float32[1x1x5]\nr: y = Transpose(x) {perm: [1, 0, 2]}'],
    ['Concat of items', 'input x: float32[1x5]\nr: y = Concat(x, x) {axis: 0}'],
    ['a Slice of items', 'input x: float32[1x5]\nr: y = Slice(x) {starts: [0], ends: [1], axes: [-2]}'],
    ['a Softmax over items', 'input x: float32[1x5]\nr: y = Softmax(x) {axis: 0}'],
    ['a maximum over items', 'input x: float32[1x5]\nr: y = ReduceMax(x) {axes: [0, 1], keepdims: true}'],
    ['a mean over everything', 'input x: float32[1x5]\nr: y = ReduceMean(x) {axes: [1, 0], keepdims: true}'],
    ['pads in front of items', 'input x: float32[1x5]\nr: y = Pad(x) {pads: [1, 0, 0, 0]}'],
    ['pads behind items', 'input x: float32[1x5]\nr: y = Pad(x) {pads: [0, 0, 1, 0]}'],
    ['items repeated', 'input x: float32[1x5]\nr: y = Tile(x) {repeats: [2, 1]}'],
    ['items expanded', 'input x: float32[1x5]\nr: y = Expand(x) {shape: [2, 5]}'],
    ['items of another rank', 'input x: float32[1x4]\ninput z: float32[1x1x4x4]\nr: y = Add(x, z)'],
    ['a constant of several', 'input x: float32[1x4]\nconst k: float32[2x4] = seed 1\nr: y = Add(x, k)'],
    [
      'a constant beside the items',
      'input x: float32[1x4]\nconst k: float32[1x4] = seed 1\nr: y = Concat(x, k) {axis: 1}',
    ],
    ['a matrix of items', 'input x: float32[1x1]\nr: y = MatMul(x, x)'],
    ['rows times the items', 'input x: float32[1x5]\nconst k: float32[1x5] = seed 1\nr: y = Gemm(k, x)'],
    ['places of each item', 'input x: float32[1x5]\ninput i: int32[1]\nr: y = Gather(x, i) {axis: 1}'],
    [
      'an operator nobody knows',
      'input x: float32[1x5]\nr: y = OnnxOp(x) {opType: "Foo", opset: 1, ' +
        'outputTypes: [{dtype: "float32", shape: [1, 5]}]}',
    ],
    ['an input of several', 'input x: float32[2x5]\nr: y = Relu(x)'],
  ])('names the node that mixes them: %s', (_, lines) => {
    for (const n of [2, 4]) expect(tried(of(lines), n)).toBe('r');
  });
});
