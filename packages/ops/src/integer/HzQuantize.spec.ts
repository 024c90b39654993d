import * as fc from 'fast-check';
import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { HzDequantize } from './HzDequantize';
import { HzQuantize } from './HzQuantize';

const quantised = (values: number[], scale: number) =>
  HzQuantize.eval([float32([values.length], values), float32([], [scale])], {})[0];

describe('HzQuantize', () => {
  it('rounds halves to the even integer', () => {
    expect(quantised([0.25, 0.75, 1.25, -0.25, -0.75, -1.25], 0.5)).toEqual(int8([6], [0, 2, 2, 0, -2, -2]));
  });

  it('saturates at −128 and 127, and takes NaN for 0', () => {
    expect(quantised([63.5, 64, 1e38, Infinity, -64, -64.5, -1e38, -Infinity, NaN, -0], 0.5)).toEqual(
      int8([10], [127, 127, 127, 127, -128, -128, -128, -128, 0, 0]),
    );
  });

  it('reaches further in int16', () => {
    const wide = HzQuantize.eval([float32([6], [0.75, 64, 16384, 1e38, -Infinity, NaN]), float32([], [0.5])], {
      dtype: 'int16',
    });
    expect(wide).toEqual([int16([6], [2, 128, 32767, 32767, -32768, 0])]);
    expect(HzQuantize.infer([tensorType('float32', [2]), tensorType('float32', [])], { dtype: 'int16' })).toEqual([
      tensorType('int16', [2]),
    ]);
  });

  it('divides by the scale: a reciprocal would round elsewhere', () => {
    // -37.35 / 0.3 is -124.5 in float32, a tie; times fround(1 / 0.3) it is -124.50000763.
    expect(quantised([-124.5 * Math.fround(0.3)], 0.3)).toEqual(int8([1], [-124]));
    // -41.65 / 0.7 is -59.49999619; times fround(1 / 0.7) it is -59.5, a tie.
    expect(quantised([-59.5 * Math.fround(0.7)], 0.7)).toEqual(int8([1], [-59]));
  });

  it('gives back every integer that was dequantised', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -128, max: 127 }),
        fc.float({ noNaN: true, min: Math.fround(1e-30), max: Math.fround(1e30) }),
        (q, scale) => {
          const x = HzDequantize.eval([int8([1], [q]), float32([], [scale])], {})[0];
          expect(HzQuantize.eval([x, float32([], [scale])], {})).toEqual([int8([1], [q])]);
        },
      ),
    );
  });

  it('takes a float32 tensor and a scalar', () => {
    const x = tensorType('float32', [1, 3, 2, 2], 'NCHW');
    expect(HzQuantize.infer([x, tensorType('float32', [])], {})).toEqual([tensorType('int8', [1, 3, 2, 2], 'NCHW')]);
    expect(() => HzQuantize.infer([tensorType('int8', [2]), tensorType('float32', [])], {})).toThrow('not int8');
    expect(() => HzQuantize.infer([x, tensorType('float32', [1])], {})).toThrow('the scale is a float32 scalar');
    expect(() => HzQuantize.infer([x], {})).toThrow('absent');
    expect(HzQuantize.eval([float32([0], []), float32([], [1])], {})).toEqual([int8([0], [])]);
  });
});
