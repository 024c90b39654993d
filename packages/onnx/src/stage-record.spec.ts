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

  it('reads nothing else', () => {
    expect(parseRecord('null')).toBeUndefined();
    expect(parseRecord('no json')).toBeUndefined();
  });
});
