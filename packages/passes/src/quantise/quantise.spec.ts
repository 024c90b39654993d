import { type Graph, parseGraph } from '@openbpu/ir';
import { channelMaxima, softmaxTable, standardOps } from '@openbpu/ops';
import { evaluate, randomFeeds, shapeOf } from '@openbpu/testkit';
import { int8, makeTensor, toNumbers } from '@openbpu/tensor';
import { calibratedActivations } from './activations';
import { InsertCalibration } from './insert-calibration';
import { Quantise } from './quantise';
import type { FedInput } from './fed-input';

const ops = standardOps();
const INPUT: FedInput = { name: 'x', typeRt: 'rgb', layoutTrain: 'NCHW', layoutFed: 'NCHW' };

function calibrate(
  text: string,
  thresholds: Record<string, number> = {},
  floors: Record<string, number> = {},
): Graph<'calibrated'> {
  const graph = parseGraph(text, ops, 'optimized');
  const activations = new Map(calibratedActivations(graph).map((id) => [id, thresholds[id] ?? (id === 'x' ? 127 : 4)]));
  return new InsertCalibration({
    activations,
    floors: new Map(Object.entries(floors).map(([id, floor]) => [id, Float32Array.of(floor)])),
    weights: new Map(),
  }).run(graph);
}
const quantise = (
  text: string,
  input: FedInput = INPUT,
  thresholds: Record<string, number> = {},
  floors: Record<string, number> = {},
) => new Quantise([input]).run(calibrate(text, thresholds, floors));

const CONV =
  'input x: float32[1x2x4x4] NCHW\nconst w: float32[3x2x1x1] = seed 1\n' +
  'conv: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/';

it('shows a reader on the CPU the rounded form of what the BPU made, and nothing else rounded', () => {
  const text = `${CONV}int8\ns: d = Softmax(c) {axis: 1} cpu "no"\nt: e = Softmax(x) {axis: 1} cpu "no"\n`;
  expect(shapeOf(calibrate(`${text}output d\noutput e`))).toEqual([
    'x_HzCalibration: x_calibrated = HzCalibration(x)',
    'conv: c = Conv(x_calibrated, w)',
    'c_HzCalibration: c_calibrated = HzCalibration(c)',
    's: d = Softmax(c_calibrated)',
    't: e = Softmax(x)',
  ]);
});

it('gives a tail its accumulators and dequantises them per channel, under the name of the output', () => {
  const graph = quantise(`${CONV}int32\noutput c`);
  expect(shapeOf(graph)).toEqual([
    'conv: c_quantized = HzSQuantizedConv(x, conv_weight, conv_bias)',
    'conv_HzDequantize: c = HzDequantize(c_quantized, c_dequantize_scale)',
  ]);
  expect(graph.value('c_dequantize_scale').type.shape).toEqual([1, 3, 1, 1]);
});

it('keeps the name of an int8 output', () => {
  const graph = quantise(`${CONV}int8\nr: y = Reshape(c) {shape: [1, 3, 16]} bpu id(0) int8/int8\noutput y`);
  expect(graph.outputs).toEqual(['y']);
  expect(shapeOf(graph).at(-1)).toBe('r_HzDequantize: y = HzDequantize(y_raw_quantized, y_raw_dequantize_scale)');
});

it('transposes behind an NHWC input', () => {
  const graph = quantise(`${CONV}int32\noutput c`, { ...INPUT, layoutFed: 'NHWC' });
  expect(graph.value('x').type).toMatchObject({ dtype: 'int8', shape: [1, 4, 4, 2], layout: 'NHWC' });
  expect(shapeOf(graph)[0]).toBe('x_TransposeInput0: x_nchw = Transpose(x)');
});

it('quantises a feature map where it enters the BPU', () => {
  const graph = quantise(`${CONV}int32\noutput c`, { ...INPUT, typeRt: 'featuremap' });
  expect(graph.value('x').type.dtype).toBe('float32');
  expect(shapeOf(graph)[0]).toBe('x_HzQuantize: x_quantized = HzQuantize(x, x_scale)');
});

it('gives only images a layout', () => {
  const graph = quantise('input x: float32[2x4]\ns: y = Softmax(x) {axis: 1} cpu "no"\noutput y', {
    ...INPUT,
    typeRt: 'featuremap',
  });
  expect(graph.value('x').type).toEqual({ dtype: 'float32', shape: [2, 4], layout: 'none' });
});

it('quantises behind a CPU node and dequantises before one, once for all readers', () => {
  const text =
    `${CONV}int8\np: d = MatMul(c, c) cpu "no"\nq: e = MatMul(c, c) cpu "no"\n` +
    'a: s = Add(d, e) bpu id(1) int8/int8\noutput s';
  const graph = quantise(text);
  const names = graph.nodes.map((node) => node.id);
  expect(names.filter((name) => name === 'conv_HzDequantize')).toHaveLength(1);
  expect(names).toEqual(expect.arrayContaining(['d_HzQuantize', 'e_HzQuantize', 'a', 'a_HzDequantize']));
});

it('gives a function of one element on the CPU its table when its input is an integer', () => {
  const graph = quantise(`${CONV}int8\ns: y = Sigmoid(c) cpu "asked"\noutput y`);
  expect(shapeOf(graph)[1]).toBe('s: y = HzLut(c_quantized, s_table)');
  expect(graph.value('s_table').type).toMatchObject({ dtype: 'float32', shape: [256] });
});

it('gives it the table of int16 when its input is that, and a Softmax too', () => {
  const graph = quantise(
    `${CONV}int16\ns: y = Sigmoid(c) cpu "asked"\nt: z = Softmax(c) {axis: 1} cpu "asked"\noutput y\noutput z`,
  );
  expect(graph.value('c_quantized').type.dtype).toBe('int16');
  expect(graph.value('s_table').type).toMatchObject({ dtype: 'float32', shape: [65536] });
  expect(graph.value('t_table').type).toMatchObject({ dtype: 'int32', shape: [65536] });
  expect(shapeOf(graph)).toEqual(
    expect.arrayContaining(['s: y = HzLut(c_quantized, s_table)', 't: z = HzSoftmax(c_quantized, t_table)']),
  );
});

it('gives it none when its input is accumulators', () => {
  const graph = quantise(`${CONV}int32\ns: y = Sigmoid(c) cpu "asked"\noutput y`);
  expect(shapeOf(graph).slice(1)).toEqual([
    'conv_HzDequantize: c = HzDequantize(c_quantized, c_dequantize_scale)',
    's: y = Sigmoid(c)',
  ]);
});

it('gives a Softmax of integers its table', () => {
  const graph = quantise(`${CONV}int8\ns: y = Softmax(c) {axis: 1} cpu "manual"\noutput y`);
  expect(shapeOf(graph)[1]).toBe('s: y = HzSoftmax(c_quantized, s_table)');
  const tableOf = (one: typeof graph) => one.value('s_table').constant?.data;
  expect(tableOf(graph)).toEqual(softmaxTable(graph.value('c_quantized').type.quant!.scale[0], 3));
  const counted = quantise(`${CONV}int8\ns: y = Softmax(c) {axis: -3} cpu "manual"\noutput y`);
  expect(tableOf(counted)).toEqual(tableOf(graph));
  expect([graph, counted].map((one) => one.node('s')?.attrs)).toEqual([{ axis: 1 }, { axis: -3 }]);
});

it('refuses a tail with an activation', () => {
  expect(() => quantise(`${CONV.replace('[1, 1]}', '[1, 1], min: 0}')}int32\noutput c`)).toThrow(
    /its activation belongs behind the sum/,
  );
});

it.each(['NCHW', 'NHWC'] as const)('dequantises an image input for a reader on the CPU (%s)', (layoutFed) => {
  const graph = quantise(`${CONV}int32\nm: d = MatMul(x, x) cpu "no"\noutput c\noutput d`, { ...INPUT, layoutFed });
  expect(graph.node('m')?.inputs).toEqual(['x_float', 'x_float']);
  expect(graph.node('x_HzDequantize')?.outputs).toEqual(['x_float']);
});

it('gives way where a name is taken', () => {
  const text =
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[3x2x1x1] = seed 1\n' +
    'const conv_weight: float32[1x3x4x4] = seed 2\n' +
    'conv: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int32\n' +
    'm: y = Max(c, conv_weight) cpu "no"\noutput y';
  const graph = quantise(text);
  expect(graph.node('m')?.inputs[1]).toBe('conv_weight');
  expect(graph.node('conv')?.inputs[1]).toBe('conv_weight_1');
});

it('comes close to the float model', () => {
  const text =
    `${CONV}int8\ns: d = Sigmoid(c) bpu id(0) int8/int8\na: e = Add(c, d) bpu id(0) int8/int8\n` +
    'm: f = MaxPool(e) {kernel: [2, 2], strides: [2, 2]} bpu id(0) int8/int8\n' +
    'g: y = GlobalAveragePool(f) bpu id(0) int8/int8\noutput y';
  const float = parseGraph(text, ops, 'optimized');
  const x = randomFeeds(float, 5).get('x')!;
  const whole = Int8Array.from(x.data as Float32Array, (value) => Math.round(value * 2));
  const wanted = evaluate(float, new Map([['x', makeTensor('float32', x.shape, Float32Array.from(whole))]])).get('y')!;
  const ranges = { c: 8, d: 1, e: 9, f: 9, y: 9 };
  const got = evaluate(quantise(text, INPUT, ranges), new Map([['x', int8(x.shape, whole)]])).get('y')!;
  for (let i = 0; i < wanted.data.length; i++)
    expect(Math.abs(Number(got.data[i]) - Number(wanted.data[i]))).toBeLessThan(0.15);
});

it('says which tensor calibration forgot', () => {
  const graph = parseGraph(`${CONV}int8\noutput c`, ops, 'optimized');
  expect(() => new InsertCalibration({ activations: new Map([['x', 127]]), weights: new Map() }).run(graph)).toThrow(
    /PAS010 error .*no calibration threshold for "c"/,
  );
});

describe('rounded weights', () => {
  const source = parseGraph(
    `${CONV}int8\nconst w_rounded: float32[1x3x4x4] = seed 2\nm: y = Max(c, w_rounded) cpu "no"\noutput y`,
    ops,
    'optimized',
  );
  const w = source.value('w').constant!;
  const rounded = makeTensor(
    'float32',
    w.shape,
    Float32Array.from(w.data, Number).map((value) => value / 2),
  );
  const activations = new Map(calibratedActivations(source).map((id) => [id, 4]));
  const weights = new Map([['w', { axis: 0, thresholds: channelMaxima(w, 0) }]]);

  it('stand in the place of the others, under a free name, with the thresholds of the others', () => {
    const [plain, calibrated] = [undefined, new Map([['w', rounded]])].map((roundedWeights) =>
      new InsertCalibration({ activations, weights, roundedWeights }).run(source),
    );
    expect(calibrated.node('w_HzCalibration')).toEqual({ ...plain.node('w_HzCalibration'), inputs: ['w_rounded_1'] });
    expect(calibrated.value('w_rounded_1').constant).toBe(rounded);
    expect(calibrated.node('conv')).toEqual(plain.node('conv'));
    const of = (graph: Graph<'calibrated'>) =>
      Array.from(new Quantise([INPUT]).run(graph).value('conv_weight').constant!.data, Number);
    of(plain).forEach((q, i) => expect(Math.abs(of(calibrated)[i] - q / 2)).toBeLessThanOrEqual(1));
  });

  it('stand there even where nothing is known of their thresholds', () => {
    const calibrated = new InsertCalibration({
      activations,
      weights: new Map(),
      roundedWeights: new Map([['w', rounded]]),
    }).run(source);
    expect(calibrated.node('conv')?.inputs).toEqual(['x_calibrated', 'w_rounded_1']);
  });
});

describe('scales of channels', () => {
  const PAIR =
    `${CONV.replace('[1, 1]}', '[1, 1], min: 0, max: 6}')}int8\n` +
    'const v: float32[3x1x3x3] = seed 2\n' +
    'dw: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8\n';
  const graph = (rest: string) => parseGraph(`${PAIR}${rest}`, ops, 'optimized');

  it('go from the calibration into both convolutions', () => {
    const source = graph('output d');
    const activations = new Map(calibratedActivations(source).map((id) => [id, id === 'x' ? 127 : 4]));
    const calibrated = new InsertCalibration({
      activations,
      channels: new Map([['c', Float32Array.of(4, 2, 1)]]),
      floors: new Map([['c', Float32Array.of(0)]]),
      weights: new Map(),
    }).run(source);
    expect(calibrated.node('c_HzCalibration')?.attrs).toMatchObject({ axis: 1, thresholds: [4, 2, 1] });
    const quantised = new Quantise([INPUT]).run(calibrated);
    expect(quantised.value('c_quantized').type.quant).toEqual({
      scale: Float32Array.of(4 / 255, 2 / 255, 1 / 255),
      axis: 1,
      zero: Int8Array.of(-128, -128, -128),
    });
    const plain = quantise(`${PAIR}output d`, INPUT, {}, { c: 0 });
    const of = (from: Graph, id: string) => Array.from(from.value(id).constant!.data, Number);
    expect(of(quantised, 'conv_multiplier').map((m, i) => m / of(plain, 'conv_multiplier')[i])).toEqual([
      1,
      expect.closeTo(2, 5),
      expect.closeTo(4, 5),
    ]);
    expect(of(quantised, 'dw_multiplier').map((m, i) => m / of(plain, 'dw_multiplier')[i])).toEqual([
      1,
      expect.closeTo(0.5, 5),
      expect.closeTo(0.25, 5),
    ]);
  });
});

describe('where nothing is negative, −128 stands for 0', () => {
  const RELU = `${CONV.replace('[1, 1]}', '[1, 1], min: 0}')}int8\nconst v: float32[4x3x3x3] = seed 2\n`;
  const graph = (rest: string) => parseGraph(`${RELU}${rest}`, ops, 'optimized');
  const NEXT = 'e: e = Conv(c, v) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(0) int8/int8\noutput e';

  it(
    'so that the bias of the first holds the shift, and that of the second takes it off; padding ' + 'reads as −128',
    () => {
      const quantised = quantise(`${RELU}${NEXT}`, INPUT, {}, { c: 0 });
      expect(quantised.value('c_quantized').type.quant).toEqual({
        scale: Float32Array.of(4 / 255),
        zero: Int8Array.of(-128),
      });
      expect(quantised.node('conv')?.attrs).toMatchObject({ low: -128, high: 127, padding: 0 });
      expect(quantised.node('e')?.attrs).toMatchObject({ padding: -128 });
      const data = (id: string) => Array.from(quantised.value(id).constant!.data, Number);
      const [shift, multiplier] = [data('conv_bias'), data('conv_multiplier')];
      shift.forEach((b, c) => expect(b * multiplier[c]).toBeCloseTo(-128, 0));
      const weights = data('e_weight');
      data('e_bias').forEach((b, c) =>
        expect(b).toBe(128 * weights.slice(c * 27, (c + 1) * 27).reduce((sum, w) => sum + w, 0)),
      );
    },
  );

  it('and the integers stand for what the float graph gives', () => {
    const text = `${RELU}${NEXT}`;
    const feeds = randomFeeds(graph(NEXT), 7);
    const quantised = quantise(text, { ...INPUT, typeRt: 'featuremap' }, { x: 2, c: 5, e: 16 }, { c: 0 });
    const real = evaluate(graph(NEXT), feeds).get('e')!.data as Float32Array;
    const found = evaluate(quantised, feeds).get('e')!.data as Float32Array;
    real.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThan(0.2));
  });
});

it('gives places no threshold, and int64 outside', () => {
  const graph = quantise(
    `${CONV}int8\na: y = ArgMax(c) {axis: 1} bpu id(0) int8/int8\nt: v, i = TopK(c) {axis: 1, k: 2} bpu id(0) int8/int8\n` +
      'output y\noutput v\noutput i',
  );
  expect(shapeOf(graph).slice(1)).toEqual([
    'a: y_quantized = HzArgMax(c_quantized)',
    't: v_raw_quantized = HzTopKValues(c_quantized)',
    't_places: t_places_quantized = HzTopKPlaces(c_quantized)',
    'a_HzIndices: y = HzIndices(y_quantized)',
    't_HzDequantize: v = HzDequantize(v_raw_quantized, v_raw_dequantize_scale)',
    't_HzIndices: i = HzIndices(t_places_quantized)',
  ]);
  expect(graph.value('i').type.dtype).toBe('int64');
});

describe('outputs as integers', () => {
  const integers = (text: string) => new Quantise([INPUT], { integerOutputs: true }).run(calibrate(text));

  it('have the names of the outputs, and no HzDequantize behind them', () => {
    const graph = integers(
      `${CONV}int8\nr: y = Reshape(c) {shape: [1, 3, 16]} bpu id(0) int8/int8\noutput y\noutput c`,
    );
    expect(graph.outputs).toEqual(['y', 'c']);
    expect(shapeOf(graph)).toEqual([
      'conv: c = HzSQuantizedConv(x, conv_weight, conv_bias, conv_multiplier)',
      'r: y = Reshape(c)',
    ]);
    expect(graph.value('y').type).toMatchObject({ dtype: 'int8', shape: [1, 3, 16] });
    expect(Array.from(graph.value('c').type.quant!.scale)).toEqual([Math.fround(4 / 127)]);
  });

  it('are read as reals by the CPU under another name', () => {
    const graph = integers(
      `${CONV}int8\ns: y = Elu(c) {alpha: 1} cpu "no"\nt: z = Round(c) cpu "no"\noutput c\noutput y\noutput z`,
    );
    expect(graph.outputs).toEqual(['c', 'y', 'z']);
    expect(graph.value('c').type.dtype).toBe('int8');
    const makers = new Set(
      graph.nodes.filter(({ op }) => op.name === 'HzDequantize').flatMap(({ outputs }) => outputs),
    );
    expect([...makers].filter((id) => id !== 'c_float')).toEqual([]);
    const before = quantise(
      `${CONV}int8\ns: y = Elu(c) {alpha: 1} cpu "no"\nt: z = Round(c) cpu "no"\noutput y\noutput z`,
    );
    const feeds = randomFeeds(graph, 5);
    for (const id of ['y', 'z']) expect(evaluate(graph, feeds).get(id)).toEqual(evaluate(before, feeds).get(id));
  });

  it('are those of the BPU alone, and reals alone', () => {
    const text =
      `${CONV}int8\ns: y = Softmax(c) {axis: 1} cpu "no"\n` +
      'a: i = ArgMax(c) {axis: 1, keepdims: true} bpu id(0) int8/int8\n' +
      'd: e = Conv(y, k) {kernel: [1, 1]} bpu id(1) int8/int8\noutput y\noutput i\noutput e';
    const graph = integers(`const k: float32[3x3x1x1] = seed 2\n${text}`);
    expect(graph.outputs.map((id) => graph.value(id).type.dtype)).toEqual(['float32', 'int64', 'int8']);
  });
});

describe('outputs of layers', () => {
  const layers = (text: string, options: ConstructorParameters<typeof Quantise>[1] = {}, floors = {}) =>
    new Quantise([INPUT], { layerOutputs: true, ...options }).run(calibrate(text, {}, floors));
  const TWO = `${CONV}int8\ns: d = Sigmoid(c) bpu id(0) int8/int8\nconst v: float32[2x3x1x1] = seed 2\n`;
  const END = 'e: y = Conv(d, v) {kernel: [1, 1]} bpu id(0) int8/int32\noutput y';

  it('stand behind the others, each once, as reals under the names of their tensors', () => {
    const graph = layers(TWO + END);
    expect(graph.outputs).toEqual(['y', 'c']);
    expect(graph.outputs.map((id) => graph.value(id).type.dtype)).toEqual(['float32', 'float32']);
    expect(JSON.parse(graph.metadata['openbpu.layers'])).toEqual({ conv: 'c', e: 'y' });
    const plain = quantise(TWO + END);
    expect(plain.metadata).not.toHaveProperty(['openbpu.layers']);
    const feeds = randomFeeds(graph, 3);
    expect(evaluate(graph, feeds).get('y')).toEqual(evaluate(plain, feeds).get('y'));
    const [real, integer] = ['c', 'c_quantized'].map((id) => evaluate(graph, feeds).get(id)!);
    expect(toNumbers(real)).toEqual(toNumbers(integer).map((q) => Math.fround(q * Math.fround(4 / 127))));
  });

  it('are there as reals too where the outputs are integers', () => {
    const graph = layers((TWO + END).replace('int8/int32', 'int8/int8'), { integerOutputs: true });
    expect(graph.outputs.map((id) => `${id} ${graph.value(id).type.dtype}`)).toEqual([
      'y int8',
      'c float32',
      'y_float float32',
    ]);
  });

  it('are reals where another integer than 0 stands for 0, by channel too', () => {
    const shifted = layers(TWO + END, {}, { c: 1 });
    const type = shifted.value('c_quantized').type;
    expect(Array.from(type.quant!.zero!)).toEqual([-77]);
    const found = evaluate(shifted, randomFeeds(shifted, 3));
    const scale = type.quant!.scale[0];
    expect(toNumbers(found.get('c')!)).toEqual(
      toNumbers(found.get('c_quantized')!).map((q) => Math.fround((q + 77) * scale)),
    );
    expect(evaluate(quantise(TWO + END, INPUT, {}, { c: 1 }), randomFeeds(shifted, 3)).get('y')).toEqual(
      found.get('y'),
    );
  });

  it('have scales and zeros of their channels', () => {
    const graph = parseGraph(TWO + END, ops, 'optimized');
    const calibrated = new InsertCalibration({
      activations: new Map(calibratedActivations(graph).map((id) => [id, id === 'x' ? 127 : 4])),
      channels: new Map([['c', Float32Array.of(4, 2, 1)]]),
      floors: new Map([['c', Float32Array.of(1, 0, 3)]]),
      weights: new Map(),
    }).run(graph);
    const given = new Quantise([INPUT], { layerOutputs: true }).run(calibrated);
    const { scale, zero } = given.value('c_quantized').type.quant!;
    expect([scale.length, zero!.length]).toEqual([3, 3]);
    const found = evaluate(given, randomFeeds(given, 3));
    expect(toNumbers(found.get('c')!)).toEqual(
      toNumbers(found.get('c_quantized')!).map((q, i) => {
        const channel = Math.floor(i / 16);
        return Math.fround((q - zero![channel]) * scale[channel]);
      }),
    );
  });

  it('are those of the CPU as they are', () => {
    const graph = layers(
      `${CONV}int8\nconst v: float32[2x3x1x1] = seed 2\nd: e = Conv(c, v) {kernel: [1, 1]} cpu "no"\nr: y = Round(e) cpu "no"\noutput y`,
    );
    expect(graph.outputs).toEqual(['y', 'c', 'e']);
    expect(graph.producer('e')?.op.name).toBe('Conv');
  });
});
