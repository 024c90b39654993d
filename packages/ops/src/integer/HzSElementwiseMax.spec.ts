import { float32, int16, int8 } from '@openbpu/tensor';
import { HzSElementwiseMax } from './HzSElementwiseMax';

describe('HzSElementwiseMax', () => {
  it('chooses after scaling each side', () => {
    const inputs = [
      int8([4], [100, -128, 127, -7]),
      int8([4], [100, -128, 127, 3]),
      float32([], [0.5]),
      float32([], [1]),
    ];
    const attrs = HzSElementwiseMax.parseAttrs({});
    expect(HzSElementwiseMax.eval(inputs, attrs)).toEqual([int8([4], [100, -64, 127, 3])]);
  });

  it('takes int16 beside int8, and gives either', () => {
    const inputs = [int16([2], [-32768, 32767]), int8([], [-1]), float32([], [2]), float32([], [1])];
    expect(HzSElementwiseMax.eval(inputs, HzSElementwiseMax.parseAttrs({ dtype: 'int16' }))).toEqual([
      int16([2], [-1, 32767]),
    ]);
    expect(HzSElementwiseMax.eval(inputs, HzSElementwiseMax.parseAttrs({ low: -9 }))).toEqual([int8([2], [-1, 127])]);
  });
});
