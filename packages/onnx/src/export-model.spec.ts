import { type Stage, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { exportModel, writeOnnx } from './export-model';
import { attributesOf } from './proto/attribute';
import { decodeModel } from './proto/codec';

const graphOf = (text: string, stage: Stage = 'original') => parseGraph(text, standardOps(), stage);

const FLOAT = `
graph net original
input x: float32[1x3x8x8] NCHW
const w: float32[4x3x3x3] = seed 1
conv1: a = Conv(x, w) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0}
conv2: b = Conv(a, w2) {kernel: [1, 1], min: -1, max: 6}
sum: c = Add(b, a)
flat: d = Reshape(c) {shape: [0, -1]}
output d
`.replace('conv2:', 'const w2: float32[4x4x1x1] = seed 2\nconv2:');

const INTEGER = `
graph net quantized
input x: float32[1x3x4x4] NCHW
const s: float32[] = [0.5]
const w: int8[2x3x1x1] = seed 1
const bias: int32[2] = seed 2
const m: float32[2] = [0.01, 0.02]
q: a: int8[1x3x4x4] NCHW @0.5 = HzQuantize(x, s) bpu id(0) int8/int8
conv: b: int8[1x2x4x4] NCHW @0.25 = HzSQuantizedConv(a, w, bias, m) {kernel: [1, 1], low: 0} bpu id(0) int8/int8
tail: c: int32[1x2x4x4] NCHW @[0.5, 0.25]/1 = HzSQuantizedConv(a, w, bias) {kernel: [1, 1]} cpu "it is a test"
again: d: int8[1x2x4x4] NCHW @0.25 = HzSQuantizedConv(a, w, bias, m) {kernel: [1, 1], high: 3}
output b
output c
output d
`;

describe('exportModel', () => {
  it('writes opset 17, IR 8, by openbpu', () => {
    const model = exportModel(graphOf(FLOAT));
    expect(model).toMatchObject({
      irVersion: 8,
      producerName: 'openbpu',
      opsetImport: [{ domain: '', version: 17 }],
      functions: [],
    });
  });

  it('writes the version a foreign operator asks for where it is later, and every other node for that', () => {
    const text =
      'input x: float32[2x3]\n' +
      'a: a = OnnxOp(x) {opType: "Mish", opset: 18, outputTypes: [{dtype: "float32", shape: [2, ' +
      '3]}]}\n' +
      'b: b = ReduceMean(a) {axes: [1]}\noutput b';
    const { graph, opsetImport } = exportModel(graphOf(text));
    expect(opsetImport).toEqual([{ domain: '', version: 18 }]);
    expect(graph.node[1]).toMatchObject({ opType: 'ReduceMean', input: ['a', 'b_axes'] });
    expect(exportModel(graphOf(text.replace('18', '9'))).opsetImport).toEqual([{ domain: '', version: 17 }]);
    expect(exportModel(graphOf(text.replace('{opType', '{domain: "far", opType'))).opsetImport).toEqual([
      { domain: '', version: 17 },
      { domain: 'far', version: 18 },
    ]);
  });

  it('imports foreign domains by name, each at the highest version that is asked for', () => {
    const foreign = (y: string, domain: string, opset: number) =>
      `${y}: ${y} = OnnxOp(_, x, _) {opType: "F", domain: "${domain}", opset: ${opset}, ` +
      'outputTypes: [{dtype: "float32", shape: [2]}]}\n';
    const lines = foreign('a', 'b', 2) + foreign('b', 'a', 1) + foreign('c', 'b', 3) + foreign('d', 'b', 2);
    const { graph, opsetImport } = exportModel(
      graphOf(`input x: float32[2]\nconst k: float32[1] = [4]\n${lines}output a\noutput k\noutput k`),
    );
    expect(opsetImport.map(({ domain, version }) => [domain, version])).toEqual([
      ['', 17],
      ['a', 1],
      ['b', 3],
    ]);
    expect(graph.node[0].input).toEqual(['', 'x']);
    expect(graph.initializer.map(({ name }) => name)).toEqual(['k']);
    expect(graph.valueInfo.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
  });

  it.each([
    ['', 'Conv'],
    ['min: 0', 'Conv, Relu(conv_preactivation)'],
    ['min: 0, max: 6', 'Conv, Clip(conv_preactivation,conv_min,conv_max)'],
    ['min: -1', 'Conv, Clip(conv_preactivation,conv_min)'],
    ['max: 6', 'Conv, Clip(conv_preactivation,,conv_max)'],
  ])('writes an activation of bounds {%s} as what has these and no others', (bounds, wanted) => {
    const text =
      'input x: float32[1x3x8x8] NCHW\nconst w: float32[4x3x1x1] = seed 1\n' +
      `conv: a = Conv(x, w) {kernel: [1, 1]${bounds && `, ${bounds}`}}\noutput a`;
    const [conv, ...rest] = exportModel(graphOf(text)).graph.node;
    const behind = rest.map(({ opType, input }) => `, ${opType}(${input.join()})`);
    expect(`${conv.opType}${behind.join('')}`).toBe(wanted);
  });

  it('keeps the names of nodes and values, and puts a folded activation behind its node', () => {
    const { graph } = exportModel(graphOf(FLOAT));
    expect(
      graph.node.map(({ name, opType, input, output }) => `${name}: ${output.join()} = ${opType}(${input.join()})`),
    ).toEqual([
      'conv1: conv1_preactivation = Conv(x,w)',
      'conv1_activation: a = Relu(conv1_preactivation)',
      'conv2: conv2_preactivation = Conv(a,w2)',
      'conv2_activation: b = Clip(conv2_preactivation,conv2_min,conv2_max)',
      'sum: c = Add(b,a)',
      'flat: d = Reshape(c,flat_shape)',
    ]);
    expect(attributesOf(graph.node[0])).toEqual({
      kernel_shape: [3, 3],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      group: 1,
    });
    expect(graph.initializer.map(({ name }) => name)).toEqual(['w', 'w2', 'conv2_min', 'conv2_max', 'flat_shape']);
  });

  it('states the type of every intermediate value', () => {
    const { graph } = exportModel(graphOf(FLOAT));
    expect(graph.valueInfo.map(({ name }) => name)).toEqual([
      'conv1_preactivation',
      'a',
      'conv2_preactivation',
      'b',
      'c',
    ]);
    expect(graph.valueInfo[0].type?.tensorType).toEqual({
      elemType: 1,
      shape: { dim: [1, 4, 8, 8].map((dimValue) => ({ dimValue })) },
    });
  });

  it('finds other names where its own are taken', () => {
    const { graph } = exportModel(
      graphOf(
        'graph g original\ninput x: float32[2]\nn: n_preactivation = Relu(x)\nm: n_min = Relu(x)\n' +
          'n_activation: z = Relu(x)\nn2: y = Add(n_preactivation, n_min)\noutput y\noutput z',
      ),
    );
    expect(graph.node).toHaveLength(4);
    const taken = exportModel(
      graphOf(
        'graph g original\ninput n_preactivation: float32[2]\n' +
          'n: y = Add(n_preactivation, n_preactivation) {min: 0}\nn_activation: z = Relu(y)\noutput z',
      ),
    );
    expect(taken.graph.node.map(({ name, output }) => `${name}: ${output.join()}`)).toEqual([
      'n: n_preactivation_1',
      'n_activation_1: y',
      'n_activation: z',
    ]);
  });

  it('writes integer ops as calls, each body once, and every attribute of a call', () => {
    const model = exportModel(graphOf(INTEGER, 'quantized'));
    expect(model.opsetImport).toEqual([
      { domain: '', version: 17 },
      { domain: 'ai.openbpu', version: 1 },
    ]);
    expect(model.functions.map(({ name, domain }) => `${domain}.${name}`)).toEqual([
      'ai.openbpu.HzQuantize',
      'ai.openbpu.HzSQuantizedConv',
      'ai.openbpu.HzSQuantizedConv_i32',
    ]);
    const conv = model.graph.node[1];
    expect(conv).toMatchObject({ opType: 'HzSQuantizedConv', domain: 'ai.openbpu', input: ['a', 'w', 'bias', 'm'] });
    expect(attributesOf(conv)).toEqual({
      kernel: [1, 1],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      group: 1,
      low: 0,
      high: 127,
    });
  });

  it('carries the metadata of the graph, sorted', () => {
    const graph = graphOf(FLOAT).at('original', { march: 'bernoulli2', input_type: 'rgb' });
    expect(exportModel(graph, { record: false }).metadataProps).toEqual([
      { key: 'input_type', value: 'rgb' },
      { key: 'march', value: 'bernoulli2' },
    ]);
  });

  it('writes equal graphs as equal bytes', () => {
    expect(writeOnnx(graphOf(INTEGER, 'quantized'))).toEqual(writeOnnx(graphOf(INTEGER, 'quantized')));
    expect(decodeModel(writeOnnx(graphOf(FLOAT)))).toEqual(exportModel(graphOf(FLOAT)));
  });
});
