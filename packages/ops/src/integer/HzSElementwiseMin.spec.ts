import { float32, int16, int8 } from '@openbpu/tensor';
import { HzSElementwiseMin } from './HzSElementwiseMin';

describe('HzSElementwiseMin', () => {
  it('chooses after scaling each side', () => {
    const inputs = [
      int8([4], [100, -128, 127, -7]),
      int8([4], [100, -128, 127, 3]),
      float32([], [0.5]),
      float32([], [1]),
    ];
    const attrs = HzSElementwiseMin.parseAttrs({});
    expect(HzSElementwiseMin.eval(inputs, attrs)).toEqual([int8([4], [50, -128, 64, -4])]);
  });

  it('takes int16 beside int8, and gives either', () => {
    const inputs = [int16([2], [-32768, 32767]), int8([], [-1]), float32([], [2]), float32([], [1])];
    expect(HzSElementwiseMin.eval(inputs, HzSElementwiseMin.parseAttrs({ dtype: 'int16' }))).toEqual([
      int16([2], [-32768, -1]),
    ]);
    expect(HzSElementwiseMin.eval(inputs, HzSElementwiseMin.parseAttrs({ low: -9 }))).toEqual([int8([2], [-9, -1])]);
  });
});
