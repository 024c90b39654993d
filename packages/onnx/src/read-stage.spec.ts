import { type Stage, OpSet, parseGraph, printGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { sameTensor } from '@openbpu/tensor';
import { exportModel, writeOnnx } from './export-model';
import { buildGraph, buildModel } from './proto/build';
import { importOnnxStage, isStageModel, readStage, stageOf } from './read-stage';
import { GRAPH_KEY } from './stage-record';

const TEXTS: readonly [Stage, string][] = [
  [
    'original',
    'graph net original\ninput x: float32[1x3x8x8] NCHW\nconst w: float32[4x3x3x3] = seed 1\n' +
      'conv1: a = Conv(x, w) {kernel: [3, 3], min: 0}\nn2: "b c" = Swish(a)\n' +
      'n3: d = Clip("b c") {min: -0.0, max: Infinity}\noutput d',
  ],
  [
    'optimized',
    'graph net optimized\ninput x: float32[2x3]\n' +
      'p: a, b = Split(x) {axis: 1, sizes: [1, 2]} cpu "layer \\"p\\" is small"\n' +
      'r: c = LeakyRelu(b) {alpha: 0.1} bpu id(2) int8/int16\noutput c\noutput a',
  ],
  [
    'calibrated',
    'graph net calibrated\ninput x: float32[2x3]\n' +
      'c1: a = HzCalibration(x) {scales: [0.1, 0.2, 0.3], thresholds: [1, 2, 3], axis: 1, kind: ' +
      '"weight"}\n' +
      'output a',
  ],
  [
    'quantized',
    'graph net quantized\ninput x: int8[1x2x4x4] NCHW @0.1\nconst m: float32[] = [0.3]\n' +
      'n: y: int8[1x2x1x1] NCHW @0.7 = HzSQuantizedGlobalAveragePool(x, m)\noutput y',
  ],
  [
    'quantized',
    'graph net quantized\ninput x: int8[1x3x2x2] NCHW @0.1\nconst t: int8[3x256] = seed 3\n' +
      'n: y: int8[1x3x2x2] NCHW @0.7 = HzLut(x, t)\noutput y',
  ],
  [
    'quantized',
    'graph net quantized\ninput x: int8[1x3x2x2] NCHW @[0.1, 0.2, 0.3]/1~[-128, 0, 127]\n' +
      'const t: int8[3x256] = seed 3\nn: y: int8[1x3x2x2] NCHW @0.7~-7 = HzLut(x, t)\noutput y',
  ],
  [
    'calibrated',
    'graph net calibrated\ninput x: float32[2x3]\n' +
      'c1: a = HzCalibration(x) {scales: [0.1, 0.2, 0.3], thresholds: [1, 2, 3], axis: 1, zeros: ' +
      '[-128, 0, 5]}\n' +
      'output a',
  ],
  [
    'quantized',
    'graph tail quantized\ninput x: int8[1x2x4x4] NHWC @0.1\nconst w: int8[2x2x1x1] = seed 3\n' +
      'const b: int32[2] = [1, -7]\n' +
      't: y: int32[1x2x4x4] NHWC @[0.1, 0.30000001192092896]/1 = HzSQuantizedConv(x, w, b) ' +
      '{kernel: [1, 1]}\n' +
      'output y',
  ],
];

describe('readStage', () => {
  it.each(TEXTS)('gives back what was written (%s)', (stage, text) => {
    const graph = parseGraph(text, standardOps(), stage).at(stage, { note: 'kept' });
    const bytes = writeOnnx(graph);
    const read = importOnnxStage(bytes, standardOps());
    expect(printGraph(read)).toBe(printGraph(graph));
    expect(read.metadata).toEqual({ note: 'kept' });
    for (const { id, type, constant } of graph.values.values()) {
      expect(read.value(id).type).toEqual(type);
      if (constant) expect(sameTensor(constant, read.value(id).constant ?? constant)).toBe(true);
    }
    expect(read.nodes.map(({ origins, placement }) => ({ origins, placement }))).toEqual(
      graph.nodes.map(({ origins, placement }) => ({ origins, placement })),
    );
    expect(writeOnnx(read)).toEqual(bytes);
  });

  const model = exportModel(parseGraph(TEXTS[0][1], standardOps(), 'original'));
  const withRecord = (value: string) => ({
    ...model,
    metadataProps: model.metadataProps.map((entry) => (entry.key === GRAPH_KEY ? { ...entry, value } : entry)),
  });

  it('knows its own models', () => {
    expect(isStageModel(model)).toBe(true);
    expect(stageOf(model)).toBe('original');
    expect(isStageModel(buildModel({ graph: buildGraph({}) }))).toBe(false);
    expect(stageOf(buildModel({ graph: buildGraph({}) }))).toBeUndefined();
    for (const half of model.metadataProps) {
      const one = { ...model, metadataProps: [half] };
      expect(isStageModel(one)).toBe(false);
      expect(stageOf(one)).toBeUndefined();
      expect(() => readStage(one, standardOps())).toThrow('it carries no record of a graph');
    }
    expect(() => readStage(buildModel({ graph: buildGraph({}) }), standardOps())).toThrow('ONX009');
  });

  it('refuses a model that was changed since', () => {
    const { graph } = model;
    expect(() => readStage({ ...model, graph: { ...graph, node: graph.node.slice(0, 1) } }, standardOps())).toThrow(
      'no node produces "a"',
    );
    expect(() => readStage({ ...model, graph: { ...graph, initializer: [] } }, standardOps())).toThrow('ONX009');
    expect(() => readStage({ ...model, graph: { ...graph, valueInfo: [] } }, standardOps())).toThrow('has no type');
  });

  it.each([
    '',
    '{',
    '[]',
    '{"nodes": 1, "values": {}}',
    '{"nodes": [{}], "values": {}}',
    '{"nodes": [], "values": {"x": {"layout": 3}}}',
    '{"nodes": [], "values": {"x": {"scale": [1], "zero": -128}}}',
    '{"nodes": [], "values": {}}',
  ])('refuses the record %j', (record) => {
    expect(() => readStage(withRecord(record), standardOps())).toThrow('ONX009');
  });

  it('names an op it does not know, and attributes that make no sense', () => {
    expect(() => readStage(model, new OpSet([]))).toThrow('ONX010');
    const record = model.metadataProps.find(({ key }) => key === GRAPH_KEY)?.value ?? '';
    expect(() => readStage(withRecord(record.replace('"kernel":[3,3]', '"kernel":[3]')), standardOps())).toThrow(
      'kernel',
    );
  });
});
