import * as fc from 'fast-check';
import { float32, int8, tensorType } from '@openbpu/tensor';
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

  it('takes int8 and a scalar', () => {
    const [x, m] = [tensorType('int8', [1, 2], 'none'), tensorType('float32', [])];
    expect(HzRequantize.infer([x, m], HzRequantize.parseAttrs({}))).toEqual([x]);
    expect(() => HzRequantize.infer([tensorType('float32', [1]), m], HzRequantize.parseAttrs({}))).toThrow(TypeError);
    expect(() => HzRequantize.infer([x, tensorType('float32', [2])], HzRequantize.parseAttrs({}))).toThrow(TypeError);
  });
});
