import { parseRecord, recordOf, GRAPH_KEY, STAGE_KEY } from './stage-record';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';

describe('stage record', () => {
  const graph = parseGraph('graph g original\ninput x: float32[1x1x2x2] NCHW\nn: y = Clip(x) {min: -Infinity, max: -0}\noutput y', standardOps(), 'original');

  it('keeps infinities and negative zero', () => {
    const record = parseRecord(recordOf(graph)[GRAPH_KEY]);
    expect(record?.nodes[0].attrs).toEqual({ min: -Infinity, max: -0 });
    expect(recordOf(graph)[STAGE_KEY]).toBe('original');
  });

  it('mentions only values ONNX cannot describe', () => {
    expect(parseRecord(recordOf(graph)[GRAPH_KEY])?.values).toEqual({ x: { layout: 'NCHW' }, y: { layout: 'NCHW' } });
  });

  it('reads nothing else', () => {
    expect(parseRecord('null')).toBeUndefined();
    expect(parseRecord('no json')).toBeUndefined();
  });
});
