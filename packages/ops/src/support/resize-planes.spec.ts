import { float32, int8 } from '@openbpu/tensor';
import { resizeLinear, resizeNearest } from './resize-planes';

function collect(f: (emit: (at: number, value: number) => void) => void): number[] {
  const found: number[] = [];
  f((at, value) => (found[at] = value));
  return found;
}

describe('resizeNearest', () => {
  it('takes rows and columns by name, plane by plane', () => {
    const x = int8([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, -128]);
    expect(collect((emit) => resizeNearest(x, Int32Array.of(1, 0), Int32Array.of(1, 1, 0), emit))).toEqual([
      4, 4, 3, 2, 2, 1, -128, -128, 7, 6, 6, 5,
    ]);
  });
});

describe('resizeLinear', () => {
  const half = { first: [0], second: [1], before: [0.5], after: [0.5] };

  it('mixes four neighbours', () => {
    expect(collect((emit) => resizeLinear(float32([1, 1, 2, 2], [1, 2, 3, 6]), half, half, emit))).toEqual([3]);
  });

  it('is exact at the extremes of integers', () => {
    const whole = { first: [0, 0], second: [1, 1], before: [2048, 1], after: [0, 2047] };
    const x = int8([1, 1, 2, 2], [-128, -128, -128, -128]);
    expect(collect((emit) => resizeLinear(x, whole, whole, emit))).toEqual([1, 1, 1, 1].map(() => -128 * 2 ** 22));
  });
});
