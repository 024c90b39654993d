import { float32, int32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { HzPreprocessQuantized } from './HzPreprocessQuantized';

const wide = (...values: number[]) => makeTensor('int16', [1, values.length, 1, 1], Int16Array.from(values));

describe('HzPreprocessQuantized', () => {
  it('mixes channels with wide weights', () => {
    const x = int8([1, 2, 1, 3], [1, 2, -128, 10, 20, 127]);
    expect(
      numbers(HzPreprocessQuantized, {}, [x, wide(8192, -4096), int32([1], [8192]), float32([1], [1 / 4096])]),
    ).toEqual([-6, -14, -128]);
    expect(
      numbers(HzPreprocessQuantized, {}, [x, wide(8192, 0), int32([1], [4096]), float32([1], [1 / 8192])]),
    ).toEqual([2, 2, -128]);
  });

  it('holds the extremes', () => {
    const x = int8([1, 3, 1, 1], [-128, -128, -128]);
    expect(
      numbers(HzPreprocessQuantized, {}, [x, wide(-8192, -8192, -8192), int32([1], [0]), float32([1], [2 ** -15])]),
    ).toEqual([96]);
    const low = [x, wide(-8192, -8192, -8192), int32([1], [-(2 ** 30)]), float32([1], [1])];
    expect(numbers(HzPreprocessQuantized, {}, low)).toEqual([-128]);
    expect(numbers(HzPreprocessQuantized, { dtype: 'int16' }, low)).toEqual([-32768]);
    expect(
      numbers(HzPreprocessQuantized, { dtype: 'int16' }, [
        x,
        wide(-8192, -8192, -8192),
        int32([1], [0]),
        float32([1], [2 ** -7]),
      ]),
    ).toEqual([24576]);
  });

  it('is never a tail', () => {
    const types = [
      tensorType('int8', [1, 3, 4, 4], 'NCHW'),
      tensorType('int16', [3, 3, 1, 1]),
      tensorType('int32', [3]),
      tensorType('float32', [3]),
    ];
    expect(HzPreprocessQuantized.infer(types, {})).toEqual([tensorType('int8', [1, 3, 4, 4], 'NCHW')]);
    expect(HzPreprocessQuantized.infer(types, { dtype: 'int16' })[0].dtype).toBe('int16');
    expect(HzPreprocessQuantized.macs!(types, HzPreprocessQuantized.infer(types, {}), {})).toBe(144);
    expect(() => HzPreprocessQuantized.infer(types.slice(0, 3), {})).toThrow(/never a tail/);
    expect(() =>
      HzPreprocessQuantized.infer([types[0], tensorType('int8', [3, 3, 1, 1]), types[2], types[3]], {}),
    ).toThrow(/int8 and int16/);
  });
});
