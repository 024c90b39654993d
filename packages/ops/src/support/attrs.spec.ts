import * as z from 'zod';
import {
  activationAttrs,
  attrsOf,
  bounded,
  clampAttrs,
  dtypeAttrs,
  groupAttr,
  noAttrs,
  outputPaddingAttr,
  pads4,
  reduceAttrs,
  resultType,
  windowAttrs,
} from './attrs';

const window = attrsOf(z.object({ ...windowAttrs, ...groupAttr, ...outputPaddingAttr }));

describe('attrsOf', () => {
  it('completes a window', () => {
    expect(window({ kernel: [3, 2] })).toEqual({
      kernel: [3, 2],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      group: 1,
      output_padding: [0, 0],
    });
  });

  it.each([
    [{}, /kernel/],
    [{ kernel: [0, 1] }, /kernel\.0/],
    [{ kernel: [1, 1], strides: [1, 0] }, /strides\.1/],
    [{ kernel: [1, 1], dilations: [0, 1] }, /dilations/],
    [{ kernel: [1, 1], pads: [0, -1, 0, 0] }, /pads\.1/],
    [{ kernel: [1, 1], pads: [0, 0] }, /pads/],
    [{ kernel: [1.5, 1] }, /kernel/],
    [{ kernel: [1, 1], group: 0 }, /group/],
    [{ kernel: [1, 1], output_padding: [-1, 0] }, /output_padding/],
  ])('refuses %j with the name of the attribute', (raw, sentence) => {
    expect(() => window(raw)).toThrow(TypeError);
    expect(() => window(raw)).toThrow(sentence);
  });

  it('reads infinite activation bounds and integer clamps', () => {
    const read = attrsOf(bounded({ ...activationAttrs, ...clampAttrs }));
    expect(read({})).toEqual({ min: -Infinity, max: Infinity, low: -128, high: 127 });
    expect(read({ min: 0, max: 6, low: 0 })).toEqual({ min: 0, max: 6, low: 0, high: 127 });
    expect(() => read({ low: 0.5 })).toThrow(TypeError);
    expect(() => read({ min: NaN })).toThrow(TypeError);
  });

  it('bounds a result by its type, and says int16 alone', () => {
    const read = attrsOf(bounded(clampAttrs));
    expect(read({ dtype: 'int16' })).toEqual({ dtype: 'int16', low: -32768, high: 32767 });
    expect(read({ dtype: 'int16', low: 0 })).toEqual({ dtype: 'int16', low: 0, high: 32767 });
    expect(Object.keys(read({}))).toEqual(['low', 'high']);
    expect(() => read({ dtype: 'int8' })).toThrow(TypeError);
    expect(() => read({ low: -129 })).toThrow(/beyond the type/);
    expect(() => read({ dtype: 'int16', high: 32768 })).toThrow(/beyond the type/);
    expect([{}, { dtype: 'int16' as const }].map(resultType)).toEqual(['int8', 'int16']);
    expect((['int8', 'int16', 'int32'] as const).map(dtypeAttrs)).toEqual([{}, { dtype: 'int16' }, {}]);
  });

  it('reads reductions', () => {
    const read = attrsOf(z.object(reduceAttrs));
    expect(read({ axes: [-1] })).toEqual({ axes: [-1], keepdims: true });
    expect(() => read({ axes: [] })).toThrow(TypeError);
  });

  it('lets crops be negative and needs nothing where there is nothing', () => {
    expect(pads4.parse([-1, 0, 2, 0])).toEqual([-1, 0, 2, 0]);
    expect(noAttrs({})).toEqual({});
  });
});
