import { type ValueId, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { type TensorType, perTensor, tensorType, toNumbers } from '@openbpu/tensor';
import { IntegerGraph } from './integer-graph';

const SOURCE = parseGraph(
  `input x: float32[1x2x1x3] NCHW
input z: float32[1x2x1x3] NCHW
input b: bool[1x3]
const w: float32[2x2x1x1] = seed 1
cx: xc = HzCalibration(x) {scales: [0.5], thresholds: [63.5]}
cz: zc = HzCalibration(z) {scales: [0.25], thresholds: [8191], dtype: "int16"}
a: a_raw = Conv(xc, w) {kernel: [1, 1]} bpu id(0) int8/int8
ca: a = HzCalibration(a_raw) {scales: [2], thresholds: [254]}
c: c = Relu(a) bpu id(0) int8/int8
cc: d = HzCalibration(c) {scales: [0.5, 0.25], thresholds: [1, 1], axis: 1}
g: m = Greater(xc, zc) bpu id(0) int8+int16/int8
p: p = ArgMax(d) {axis: 1} bpu id(0) int8/int8
k: k = Conv(d, w) {kernel: [1, 1]} cpu "asked"
output a
output m
output p
output k`,
  standardOps(),
  'calibrated',
);
const QUANT = { scale: Float32Array.of(0.5, 0.25), axis: 1 };

function fresh() {
  const graph = new IntegerGraph(SOURCE);
  for (const id of ['x', 'z', 'b']) {
    graph.draft.input(id, SOURCE.value(id).type);
    graph.setFloat(id, id);
  }
  const made = (id: ValueId, name: string, type: Partial<TensorType>) => {
    graph.draft.declare({ id: name, type: { ...tensorType('int8', [1, 2, 1, 3]), ...type } });
    graph.setInteger(id, name);
  };
  const written = () =>
    graph.draft.nodes.map(({ id, op, inputs, outputs }) => `${id}: ${outputs.join()} = ${op.name}(${inputs.join()})`);
  return { graph, made, written };
}

it('makes the integers of a float once, under either name, in their type and at their scale', () => {
  const { graph, written } = fresh();
  const x = graph.requireInteger('xc');
  expect(x).toEqual({
    id: 'x_quantized',
    type: { dtype: 'int8', shape: [1, 2, 1, 3], layout: 'NCHW', quant: perTensor(0.5) },
    scale: 0.5,
  });
  expect([graph.requireInteger('x'), graph.integerOf('xc')]).toEqual([x, x]);
  expect(graph.requireInteger('z').type).toMatchObject({ dtype: 'int16', quant: perTensor(0.25) });
  expect(written()).toEqual([
    'x_HzQuantize: x_quantized = HzQuantize(x,x_scale)',
    'z_HzQuantize: z_quantized = HzQuantize(z,z_scale)',
  ]);
  expect(graph.draft.nodes.map(({ attrs }) => attrs)).toEqual([{}, { dtype: 'int16' }]);
  expect(toNumbers(graph.draft.value('z_scale').constant!)).toEqual([0.25]);
  expect(graph.draft.nodes[0].placement).toMatchObject({ on: 'cpu', because: { message: /"x" enters the BPU/ } });
});

it('makes masks of flags and flags of masks, which have no scale', () => {
  const { graph, made, written } = fresh();
  expect(graph.requireInteger('b')).toMatchObject({ id: 'b_quantized', scale: 1, type: { quant: perTensor(1) } });
  made('m', 'mask', { quant: perTensor(1) });
  expect(graph.requireFloat('m')).toBe('m');
  expect(graph.draft.typeOf('m').dtype).toBe('bool');
  expect(written()).toEqual(['b_HzMask: b_quantized = HzMask(b)', 'g_HzUnmask: m = HzUnmask(mask)']);
});

it('gives floats back once, by the name that was asked for where that is an output', () => {
  const { graph, made, written } = fresh();
  made('a_raw', 'q', { quant: perTensor(2) });
  expect([graph.requireFloat('a'), graph.requireFloat('a_raw')]).toEqual(['a', 'a']);
  made('d', 'channels', { quant: QUANT });
  expect(graph.requireFloat('d')).toBe('c');
  made('x', 'fed', { quant: perTensor(0.5) });
  expect(graph.draft.nodes.map(({ origins }) => origins)).toEqual(['a', 'c'].map((id) => SOURCE.node(id)!.origins));
  expect(written()).toEqual([
    'a_HzDequantize: a = HzDequantize(q,a_raw_dequantize_scale)',
    'c_HzDequantize: c = HzDequantize(channels,c_dequantize_scale)',
  ]);
  const scales = ['a_raw', 'c'].map((id) => graph.draft.value(`${id}_dequantize_scale`).constant!);
  expect(scales.map(({ shape, data }) => [shape, ...data])).toEqual([
    [[], 2],
    [[1, 2, 1, 1], 0.5, 0.25],
  ]);
  expect(graph.draft.typeOf('c')).toEqual(tensorType('float32', [1, 2, 1, 3]));
});

it('gives an input back under another name, since its own is that of what is fed', () => {
  const graph = new IntegerGraph(SOURCE);
  graph.draft.input('x', { ...SOURCE.value('x').type, dtype: 'int8', quant: perTensor(1) });
  graph.setInteger('x', 'x');
  expect(graph.requireFloat('xc')).toBe('x_float');
  expect(graph.draft.nodes[0]).toMatchObject({
    id: 'x_HzDequantize',
    origins: [],
    inputs: ['x', 'x_dequantize_scale'],
  });
});

it('gives places back as int64', () => {
  const { graph, made, written } = fresh();
  made('p', 'places', { dtype: 'int32', shape: [1, 1, 1, 3] });
  expect(graph.requireFloat('p')).toBe('p');
  expect(written()).toEqual(['p_HzIndices: p = HzIndices(places)']);
  expect(graph.draft.typeOf('p')).toEqual(SOURCE.value('p').type);
});

it('knows no single scale of channels, of shifted integers and of accumulators', () => {
  const { graph, made } = fresh();
  const scaleOf = (quant: TensorType['quant']) => {
    made('a', `q${graph.draft.nodes.length}`, quant ? { quant } : {});
    return graph.integerOf('a')!.scale;
  };
  expect(scaleOf(perTensor(2))).toBe(2);
  expect(scaleOf(QUANT)).toBeNaN();
  expect(scaleOf({ ...perTensor(2), zero: Int8Array.of(-128) })).toBeNaN();
  expect(scaleOf(undefined)).toBeNaN();
});

it('refuses what cannot be made', () => {
  const { graph, made } = fresh();
  expect(() => graph.requireInteger('d')).toThrow('"c" has no single scale');
  expect(() => graph.requireInteger('k')).toThrow('"k" has no single scale');
  expect(() => graph.requireFloat('d')).toThrow('nothing produces "c"');
  made('a', 'shifted', { quant: { ...perTensor(2), zero: Int8Array.of(-128) } });
  expect(() => graph.requireFloat('a')).toThrow('"a_raw" is shifted and was not to leave the BPU');
});

it('leaves their names to what the source computes and what stays on the CPU reads', () => {
  const { graph } = fresh();
  for (const [wanted, given] of [
    ['a', 'a_1'],
    ['k', 'k_1'],
    ['w', 'w_1'],
    ['cx', 'cx_1'],
    ['free', 'free'],
  ])
    expect(graph.draft.names.free(wanted)).toBe(given);
  expect(graph.constant('')).toBeUndefined();
  expect(graph.constant('x')).toBeUndefined();
  expect(graph.constant('w')).toBe(SOURCE.value('w').constant);
});
