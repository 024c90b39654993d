import { float32, tensorType } from '@openbpu/tensor';
import { at, indices, noise, numbers, run } from '../ops.fixture';
import { Gemm } from './Gemm';

describe('Gemm', () => {
  it('multiplies rows by rows of the weight', () => {
    const x = float32([2, 3], [1, 2, 3, 4, 5, 6]);
    const w = float32([2, 3], [1, 0, 0, 1, 1, 1]);
    expect(numbers(Gemm, {}, [x, w])).toEqual([1, 6, 4, 15]);
    expect(numbers(Gemm, {}, [x, w, float32([2], [10, -15])])).toEqual([11, -9, 14, 0]);
  });

  it('is the sum of products, rounded once', () => {
    const x = noise([3, 40], 1);
    const w = noise([5, 40], 2);
    const y = run(Gemm, {}, [x, w])[0];
    for (const [m, n] of indices(y.shape)) {
      let sum = 0;
      for (let k = 0; k < 40; k++) sum += at(x, m, k) * at(w, n, k);
      expect(at(y, m, n)).toBe(Math.fround(sum));
    }
  });

  it('takes empty batches and empty sums', () => {
    expect(numbers(Gemm, {}, [float32([0, 3], []), noise([2, 3], 1)])).toEqual([]);
    expect(numbers(Gemm, {}, [float32([1, 0], []), float32([2, 0], []), float32([2], [1, 2])])).toEqual([1, 2]);
  });

  it('counts its multiply-accumulates', () => {
    const types = [tensorType('float32', [2, 512]), tensorType('float32', [1000, 512])];
    expect(Gemm.macs!(types, Gemm.infer(types, {}), {})).toBe(2 * 512 * 1000);
  });

  it('says what does not fit', () => {
    const matrix = tensorType('float32', [2, 3]);
    expect(() => Gemm.infer([matrix, tensorType('float32', [3, 2])], {})).toThrow(
      /rows of 3 do not meet weights for 2/,
    );
    expect(() => Gemm.infer([tensorType('float32', [2, 3, 1]), matrix], {})).toThrow(/2x3x1/);
    expect(() => Gemm.infer([matrix, matrix, tensorType('float32', [3])], {})).toThrow(/the bias/);
    expect(() => Gemm.infer([matrix, undefined], {})).toThrow(TypeError);
    expect(() => Gemm.infer([tensorType('int8', [2, 3]), matrix], {})).toThrow(TypeError);
  });
});
