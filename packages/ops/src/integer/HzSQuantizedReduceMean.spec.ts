import { float32, int8, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { HzSQuantizedReduceMean } from './HzSQuantizedReduceMean';

describe('HzSQuantizedReduceMean', () => {
  it('sums over its axes and requantises', () => {
    const x = int8([2, 3], [1, 2, 4, 127, 127, 127]);
    expect(numbers(HzSQuantizedReduceMean, { axes: [1] }, [x, float32([], [1 / 3])])).toEqual([2, 127]);
    expect(numbers(HzSQuantizedReduceMean, { axes: [0], keepdims: false }, [x, float32([], [0.5])])).toEqual([
      64, 64, 66,
    ]);
  });

  it('infers with and without kept dimensions', () => {
    const types = [tensorType('int8', [1, 2, 7, 7], 'NCHW'), tensorType('float32', [])];
    expect(HzSQuantizedReduceMean.infer(types, { axes: [1], keepdims: true })).toEqual([
      tensorType('int8', [1, 1, 7, 7], 'NCHW'),
    ]);
    expect(HzSQuantizedReduceMean.infer(types, { axes: [-1, -2], keepdims: false })).toEqual([
      tensorType('int8', [1, 2], 'none'),
    ]);
    expect(() => HzSQuantizedReduceMean.infer(types.slice(0, 1), { axes: [1], keepdims: true })).toThrow(
      /the multiplier/,
    );
  });
});
