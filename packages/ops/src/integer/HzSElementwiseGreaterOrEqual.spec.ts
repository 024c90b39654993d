import { float32, int16, int8 } from '@openbpu/tensor';
import { HzSElementwiseGreaterOrEqual } from './HzSElementwiseGreaterOrEqual';

describe('HzSElementwiseGreaterOrEqual', () => {
  it('compares what integers of two scales stand for', () => {
    const inputs = [int8([4], [2, 3, -128, 0]), int16([4], [1, 1, 32767, 0]), float32([], [0.5]), float32([], [1])];
    expect(HzSElementwiseGreaterOrEqual.eval(inputs, {})).toEqual([int8([4], [1, 1, 0, 1])]);
  });
});
