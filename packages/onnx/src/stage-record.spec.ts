import { parseRecord, recordOf, GRAPH_KEY, STAGE_KEY } from './stage-record';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';

describe('stage record', () => {
  const graph = parseGraph(
    'graph g original\ninput x: float32[1x1x2x2] NCHW\nn: y = Clip(x) {min: -Infinity, max: -0}\noutput y',
    standardOps(),
    'original',
  );

  it('keeps infinities and negative zero', () => {
    const record = parseRecord(recordOf(graph)[GRAPH_KEY]);
    expect(record?.nodes[0].attrs).toEqual({ min: -Infinity, max: -0 });
    expect(recordOf(graph)[STAGE_KEY]).toBe('original');
  });

  it('mentions only values ONNX cannot describe', () => {
    expect(parseRecord(recordOf(graph)[GRAPH_KEY])?.values).toEqual({ x: { layout: 'NCHW' }, y: { layout: 'NCHW' } });
  });

  it('remembers what stands for 0', () => {
    const text =
      'graph g quantized\ninput x: int8[1x2] @[0.5, 0.25]/1~[-128, 3]\n' +
      'const t: int8[256] = seed 1\nn: y: int8[1x2] @0.5~-128 = HzLut(x, t)\noutput y';
    const record = parseRecord(recordOf(parseGraph(text, standardOps(), 'quantized'))[GRAPH_KEY]);
    expect(record?.values).toEqual({
      x: { scale: [0.5, 0.25], axis: 1, zero: [-128, 3] },
      y: { scale: [0.5], zero: [-128] },
    });
  });

  it.each(['-128', '"-128"', '{"0": -128, "length": 1}', '[null]', '[]', '[-128, -128]'])(
    'refuses the zero %s of one scale',
    (zero) => {
      const of = (value: string) => parseRecord(`{"nodes": [], "values": {"x": ${value}}}`);
      expect(of(`{"scale": [0.5], "zero": ${zero}}`)).toBeUndefined();
      expect(of('{"scale": [0.5], "zero": [-128]}')).toBeDefined();
      expect(of('{"zero": [-128]}')).toBeUndefined();
    },
  );

  it.each(['null', 'no json', '7', '[]', '{}', '{"nodes": []}', '{"values": {}}'])('reads no %s', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });

  it.each(['{"nodes": {}, "values": {}}', '{"nodes": [], "values": []}', '{"nodes": [], "values": null}'])(
    'reads no %s',
    (text) => expect(parseRecord(text)).toBeUndefined(),
  );
});

describe('a node of a record', () => {
  const node = { id: 'n', op: 'Relu', attrs: {}, inputs: ['x'], outputs: ['y'], origins: [{ name: 'r' }] };
  const read = (nodes: readonly unknown[]) => parseRecord(JSON.stringify({ nodes, values: {} }));

  it.each<object>([
    {},
    { inputs: [], outputs: [], origins: [] },
    { attrs: { alpha: 1 }, inputs: ['a', 'b'], origins: [{ name: 'r', kind: 'k' }, { name: 's' }] },
    { placement: { on: 'bpu', subgraph: 0 } },
    { placement: { on: 'cpu', because: { code: 'PAS001' } } },
  ])('is read with %j', (more) => {
    expect(read([node, { ...node, ...more }])).toEqual({ nodes: [node, { ...node, ...more }], values: {} });
  });

  it.each<object>([
    { id: 1 },
    { op: null },
    { attrs: [] },
    { attrs: 'none' },
    { attrs: null },
    { inputs: 'x' },
    { inputs: ['x', 1] },
    { outputs: {} },
    { outputs: [null, 'y'] },
    { origins: { name: 'r' } },
    { origins: ['r'] },
    { origins: [null] },
    { origins: [{ name: 1 }] },
    { origins: [{ name: 'r' }, {}] },
    { placement: 'bpu' },
    { placement: null },
    { placement: {} },
    { placement: { on: 'npu' } },
    { placement: { on: 'cpu' } },
    { placement: { on: 'cpu', because: 'asked' } },
    { placement: { on: 'npu', because: {} } },
  ])('is refused with %j', (more) => {
    expect(read([node, { ...node, ...more }])).toBeUndefined();
  });

  it.each([1, 'n', null, [], [node]])('is no %j', (other) => expect(read([node, other])).toBeUndefined());

  it.each(Object.keys(node))('has %s', (key) => {
    expect(read([Object.fromEntries(Object.entries(node).filter(([each]) => each !== key))])).toBeUndefined();
  });
});

describe('a value of a record', () => {
  const read = (value: unknown) =>
    parseRecord(JSON.stringify({ nodes: [], values: { first: {}, x: value } }))?.values['x'];

  it.each<object>([
    {},
    { layout: 'NCHW' },
    { layout: 'NHWC' },
    { scale: [0.5] },
    { scale: [] },
    { scale: [0.5, 1], axis: 0 },
    { scale: [0.5, 1], axis: 1, zero: [1, 2] },
  ])('is read as %j', (value) => expect(read(value)).toEqual(value));

  it.each<unknown>([
    1,
    'x',
    null,
    [],
    { layout: 'none' },
    { layout: 1 },
    { scale: 0.5 },
    { scale: ['0.5'] },
    { scale: [0.5, null] },
    { scale: { 0: 0.5 } },
    { scale: [0.5], axis: '1' },
    { scale: [0.5], axis: null },
    { scale: [0.5], zero: ['1'] },
    { scale: [0.5, 1], zero: [1] },
    { scale: [0.5], zero: [1, 2] },
    { zero: [] },
  ])('is not read as %j', (value) => expect(read(value)).toBeUndefined());

  it('keeps numbers that JSON has not, and takes no other object for one', () => {
    const attrs = { nan: NaN, low: -Infinity, high: Infinity, nothing: -0, zero: 0, one: 1, text: { $number: 5 } };
    const node = { id: 'n', op: 'Relu', attrs, inputs: [], outputs: [], origins: [] };
    const text = JSON.stringify({ nodes: [node], values: {} }, (_, value: unknown) =>
      typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
        ? { $number: Object.is(value, -0) ? '-0' : String(value) }
        : value,
    );
    expect(parseRecord(text)?.nodes[0].attrs).toEqual(attrs);
  });
});
