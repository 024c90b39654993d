import * as fc from 'fast-check';
import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { HzRequantize } from './HzRequantize';

const requantised = (values: number[], m: number, raw = {}) =>
  HzRequantize.eval([int8([values.length], values), float32([], [m])], HzRequantize.parseAttrs(raw))[0];

describe('HzRequantize', () => {
  it('multiplies and rounds halves to the even integer', () => {
    expect(requantised([1, 3, 5, -1, -3, -5, -128, 127], 0.5)).toEqual(int8([8], [0, 2, 2, 0, -2, -2, -64, 64]));
  });

  it('saturates, between narrower bounds too', () => {
    expect(requantised([-128, -1, 0, 1, 127], 1000)).toEqual(int8([5], [-128, -128, 0, 127, 127]));
    expect(requantised([-128, -1, 0, 1, 127], 1, { low: 0, high: 100 })).toEqual(int8([5], [0, 0, 0, 1, 100]));
  });

  it('rounds the product to float32 before it rounds to an integer', () => {
    // 5·fround(0.3) is 1.5000000596 in double, and 1.5 in float32: a tie.
    expect(requantised([5], Math.fround(0.3))).toEqual(int8([1], [2]));
    expect(requantised([25], Math.fround(0.1))).toEqual(int8([1], [2]));
  });

  it('is the identity at 1 and never decreases', () => {
    const all = Array.from({ length: 256 }, (_, i) => i - 128);
    expect(requantised(all, 1)).toEqual(int8([256], all));
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 0, max: 4 }), (m) => {
        const { data } = requantised(all, m);
        for (let i = 1; i < 256; i++) expect(data[i] >= data[i - 1]).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('goes between the integer types, and from int16 to itself', () => {
    const of = (x: Parameters<typeof HzRequantize.eval>[0][0], m: number, raw = {}) =>
      HzRequantize.eval([x, float32([], [m])], HzRequantize.parseAttrs(raw))[0];
    const wide = int16([5], [-32768, -32767, 1, 384, 32767]);
    expect(of(wide, 1 / 256)).toEqual(int8([5], [-128, -128, 0, 2, 127]));
    expect(of(wide, 1, { dtype: 'int16' })).toEqual(wide);
    expect(of(int8([3], [-128, 1, 127]), 256, { dtype: 'int16' })).toEqual(int16([3], [-32768, 256, 32512]));
    expect(of(int8([2], [-128, 127]), 1000, { dtype: 'int16', high: 300 })).toEqual(int16([2], [-32768, 300]));
  });

  it('takes int8 or int16 and a scalar', () => {
    const [x, m] = [tensorType('int8', [1, 2], 'none'), tensorType('float32', [])];
    expect(HzRequantize.infer([x, m], HzRequantize.parseAttrs({}))).toEqual([x]);
    expect(HzRequantize.infer([tensorType('int16', [2]), m], HzRequantize.parseAttrs({}))[0].dtype).toBe('int8');
    expect(HzRequantize.infer([x, m], HzRequantize.parseAttrs({ dtype: 'int16' }))[0].dtype).toBe('int16');
    expect(() => HzRequantize.infer([tensorType('float32', [1]), m], HzRequantize.parseAttrs({}))).toThrow(TypeError);
    expect(() => HzRequantize.infer([x, tensorType('float32', [2])], HzRequantize.parseAttrs({}))).toThrow(TypeError);
  });
});
