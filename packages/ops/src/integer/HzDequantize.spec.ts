import { float32, int32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzDequantize } from './HzDequantize';

describe('HzDequantize', () => {
  it('multiplies by the scale, extremes included', () => {
    expect(HzDequantize.eval([int8([4], [-128, 127, 0, 1]), float32([], [0.5])], {})).toEqual([
      float32([4], [-64, 63.5, 0, 0.5]),
    ]);
    expect(HzDequantize.eval([makeTensor('int16', [2], Int16Array.of(-32768, 32767)), float32([], [2])], {})).toEqual([
      float32([2], [-65536, 65534]),
    ]);
  });

  it('rounds an accumulator to float32 before it multiplies', () => {
    // 2^24 + 1 is a tie between 2^24 and 2^24 + 2 and goes to 2^24.
    expect(HzDequantize.eval([int32([2], [2 ** 24 + 1, -(2 ** 31)]), float32([], [3])], {})).toEqual([
      float32([2], [3 * 2 ** 24, -3 * 2 ** 31]),
    ]);
  });

  it('has one scale per channel where it is given so', () => {
    const q = int32([1, 2, 1, 2], [1, 2, 3, 4]);
    expect(HzDequantize.eval([q, float32([1, 2, 1, 1], [0.5, 10])], {})).toEqual([
      float32([1, 2, 1, 2], [0.5, 1, 30, 40]),
    ]);
  });

  it('takes integers and a scale that broadcasts to them', () => {
    const q = tensorType('int32', [1, 2, 3, 3], 'NCHW');
    expect(HzDequantize.infer([q, tensorType('float32', [1, 2, 1, 1])], {})).toEqual([
      tensorType('float32', [1, 2, 3, 3], 'NCHW'),
    ]);
    expect(() => HzDequantize.infer([q, tensorType('float32', [2, 2, 1, 1])], {})).toThrow(
      'does not broadcast to 1x2x3x3',
    );
    expect(() => HzDequantize.infer([q, tensorType('float32', [4])], {})).toThrow(RangeError);
    expect(() => HzDequantize.infer([q, tensorType('int32', [])], {})).toThrow('the scale is float32');
    expect(() => HzDequantize.infer([tensorType('float32', [1]), tensorType('float32', [])], {})).toThrow(
      'not float32',
    );
    expect(() => HzDequantize.infer([], {})).toThrow(TypeError);
  });
});
