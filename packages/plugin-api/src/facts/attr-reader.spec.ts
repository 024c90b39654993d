import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { AttrReader } from './attr-reader';

function reader(text: string): AttrReader {
  return new AttrReader(
    parseGraph(`input x: float32[1x4x8x8] NCHW\n${text}\noutput y\n`, standardOps(), 'original').nodes[0],
  );
}

describe('AttrReader', () => {
  it('gives values of the asked kind', () => {
    const attrs = reader('n: y = ReduceMean(x) {axes: [2, 3], keepdims: true}');
    expect(attrs.numbers('axes')).toEqual([2, 3]);
    expect(attrs.flag('keepdims')).toBe(1);
    expect(reader('n: y = Concat(x) {axis: 1}').number('axis')).toBe(1);
    expect(reader('n: y = Pad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1]}').text('mode')).toBe('constant');
  });

  it('gives nothing for other kinds, absent names and ops without attributes', () => {
    const attrs = reader('n: y = ReduceMean(x) {axes: [2, 3]}');
    expect([
      attrs.number('axes'),
      attrs.text('axes'),
      attrs.numbers('keepdims'),
      attrs.number('axis'),
      attrs.flag('axes'),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(reader('n: y = Neg(x)').number('axis')).toBeUndefined();
  });
});
