import { type Graph, parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel, fragment, withOutputs } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { type Tensor, countMismatches, float32, sizeOf } from '@openbpu/tensor';
import { type Optimisation, OnnxThread } from './onnx-thread';
import { referenceValues } from './reference';

/**
 * A residual network in miniature: every function is called more than once with other attributes, float ends on both
 * sides.
 */
const NETWORK = `
graph net quantized
input image: float32[1x8x9x9] NCHW
const s: float32[] = [0.02]
const bias: int32[8] = seed 2
const m: float32[8] = [0.004, 0.003, 0.002, 0.001, 0.004, 0.003, 0.002, 0.001]
const w1: int8[8x8x3x3] = seed 3
const w2: int8[8x1x3x3] = seed 4
const w3: int8[8x8x1x1] = seed 5
const half: float32[] = [0.5]
const third: float32[] = [0.33333334]
const fifth: float32[] = [0.2]
const table: int8[256] = seed 6
const tail: float32[1x8x1x1] = seed 7
q: q = HzQuantize(image, s)
c1: c1 = HzSQuantizedConv(q, w1, bias, m) {kernel: [3, 3], pads: [1, 1, 1, 1], low: 0}
c2: c2 = HzSQuantizedConv(c1, w2, bias, m) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 8}
lut: lut = HzLut(c2, table)
sum: sum = HzSElementwiseAdd(lut, c1, half, third) {low: 0}
again: again = HzSElementwiseAdd(sum, q, third, fifth) {low: -60, high: 99}
max: max = HzQuantizedMaxPool(again) {kernel: [3, 3], strides: [2, 2]}
mean: mean = HzSQuantizedAveragePool(again, fifth) {kernel: [3, 3], strides: [2, 2]}
both: both = Concat(max, mean) {axis: 1}
left, right: left, right = Split(both) {axis: 1, sizes: [8, 8]}
c3: c3 = HzSQuantizedConv(left, w3, bias) {kernel: [1, 1], strides: [2, 2]}
y: y = HzDequantize(c3, tail)
global: global = HzSQuantizedGlobalAveragePool(right, fifth)
z: z = HzDequantize(global, s)
output y
output z
`.replace('left, right: left', 'cut: left');

const graph: Graph = parseGraph(NETWORK, standardOps(), 'quantized');
const random = seededRandom(11);
const shape = graph.value('image').type.shape;
const feeds: Record<string, Tensor> = {
  image: float32(
    shape,
    Array.from({ length: sizeOf(shape) }, () => 6 * random() - 3),
  ),
};
const expected = referenceValues(graph, feeds);

let onnx: OnnxThread;
beforeAll(() => void (onnx = new OnnxThread()));
afterAll(() => onnx.close());

describe.each<Optimisation>(['disabled', 'all'])('a quantised network, optimisation %s', (optimisation) => {
  it('agrees bit for bit in every value, all of them tapped', async () => {
    const taps = graph.nodes.flatMap((node) => node.outputs);
    const found = await onnx.run(encodeModel(withOutputs(exportModel(graph), taps)), feeds, optimisation);
    const mismatches = taps.map((id): [string, number] => [
      id,
      countMismatches(found[id], expected.get(id) ?? found[id]),
    ]);
    expect(mismatches.filter(([, count]) => count !== 0)).toEqual([]);
    expect(Object.keys(found).sort()).toEqual([...taps].sort());
  });

  it('agrees in its outputs when nothing is tapped', async () => {
    const found = await onnx.run(encodeModel(exportModel(graph)), feeds, optimisation);
    for (const id of graph.outputs) expect(countMismatches(found[id], expected.get(id) ?? found[id])).toBe(0);
  });
});

describe('fragments', () => {
  it('run one by one to the same values', async () => {
    for (const node of graph.nodes) {
      const model = fragment(node, graph);
      const given = Object.fromEntries(
        model.graph.input
          .map(({ name = '' }): [string, Tensor | undefined] => [name, expected.get(name)])
          .filter((feed): feed is [string, Tensor] => feed[1] !== undefined),
      );
      const found = await onnx.run(encodeModel(model), given, 'disabled');
      for (const id of node.outputs) expect(countMismatches(found[id], expected.get(id) ?? found[id])).toBe(0);
    }
  });

  it.each([
    ['Slice', 9, '{starts: [1], ends: [3]}', [2, 3]],
    ['ReduceSum', 11, '{axes: [0], keepdims: 0}', [6, 8, 10, 12]],
    ['Squeeze', 12, '{axes: [0]}', undefined],
    ['Gelu', 21, '{approximate: "tanh"}', undefined],
  ] as const)('keep the version %s was written for (%i)', async (opType, opset, attributes, values) => {
    const shape = opType === 'Squeeze' ? '1x4' : opType === 'ReduceSum' ? '2x4' : '4';
    const out = opType === 'Slice' ? '[2]' : '[4]';
    const odd = parseGraph(
      `input x: float32[${shape}]\n` +
        `n: y = OnnxOp(x) {opType: "${opType}", opset: ${opset}, attributes: ${attributes}, ` +
        `outputTypes: [{dtype: "float32", shape: ${out}}]}\n` +
        'output y',
      standardOps(),
      'optimized',
    );
    const x = float32(odd.value('x').type.shape, opType === 'ReduceSum' ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3, 4]);
    const found = await onnx.run(encodeModel(fragment(odd.nodes[0], odd)), { x }, 'disabled');
    if (values) expect(Array.from(found['y'].data as Float32Array)).toEqual(values);
    else expect(found['y'].shape).toEqual([4]);
  });
});
