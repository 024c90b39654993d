import { float32 } from '@openbpu/tensor';
import { accumulatorFits } from './accumulator';
import { quantiseBias } from './weights';
import { WIDE_LIMIT, quantiseWideWeights } from './wide-weights';

describe('quantiseWideWeights', () => {
  it('spends 14 bits on each channel', () => {
    const { q, scale } = quantiseWideWeights(float32([2, 2, 1, 1], [1, -0.5, 0.001, 3]), undefined, 1);
    expect([...scale]).toEqual([1 / WIDE_LIMIT, Math.fround(3 / WIDE_LIMIT)]);
    expect([...q.data]).toEqual([8192, -4096, 3, 8192]);
    expect([q.dtype, q.shape]).toEqual(['int16', [2, 2, 1, 1]]);
  });

  it('makes room for the bias and survives zeros', () => {
    const bias = float32([1], [-1e6]);
    const { q, scale } = quantiseWideWeights(float32([1, 3, 1, 1], [1e-6, -1e-6, 0]), bias, 1);
    expect(scale[0]).toBe(Math.fround(1e6 / 2 ** 30));
    expect(accumulatorFits(q.data, quantiseBias(bias, 1, scale).data)).toBe(true);
    expect([...quantiseWideWeights(float32([1, 1, 1, 1], [0]), undefined, 1).scale]).toEqual([1]);
  });
});
