import { FEATURES } from '../features.fixture';
import type { View } from '../region';
import { ISSUE_CYCLES, cyclesOf } from './cycles-of';

const view = (
  dtype: View['dtype'],
  shape: readonly number[],
  strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
): View => ({ dtype, shape, strides });

describe('cyclesOf', () => {
  it('counts transfers in bursts', () => {
    const [x, y] = [view('int8', [2, 64], [100, 1]), view('int8', [2, 64])];
    expect(cyclesOf({ kind: 'load', x, y }, FEATURES)).toBe(ISSUE_CYCLES + 8);
    expect(cyclesOf({ kind: 'store', x: y, y: view('int8', [2, 64], [128, 1]) }, FEATURES)).toBe(ISSUE_CYCLES + 8);
    expect(cyclesOf({ kind: 'store', x: y, y: view('int8', [2, 64], [1, 2]) }, FEATURES)).toBe(ISSUE_CYCLES + 512);
  });

  it('takes the array for int16 where either side is int16', () => {
    const gemm = (x: View['dtype'], weights: View['dtype']) =>
      cyclesOf(
        {
          kind: 'gemm',
          x: view(x, [4, 8]),
          y: view('int8', [4, 16]),
          weights: view(weights, [16, 8]),
          bias: view('int32', [16]),
          low: 0,
          high: 1,
        },
        FEATURES,
      );
    expect([gemm('int8', 'int8'), gemm('int16', 'int8'), gemm('int8', 'int16')]).toEqual(
      [1, 4, 4].map((cycles) => ISSUE_CYCLES + cycles),
    );
  });

  it('is nothing for a token, and lanes for the rest', () => {
    expect(cyclesOf({ kind: 'sync', from: 'dma', to: 'vector' }, FEATURES)).toBe(0);
    expect(cyclesOf({ kind: 'fill', y: view('int8', [33]), value: 0 }, FEATURES)).toBe(ISSUE_CYCLES + 2);
  });
});
