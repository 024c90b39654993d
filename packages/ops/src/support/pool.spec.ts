import { float32, int8 } from '@openbpu/tensor';
import { poolWindows } from './pool';

const window = { kernel: [2, 2], strides: [1, 2], dilations: [1, 1], pads: [0, 1, 1, 0] } as const;

function fold(start: number, f: (a: number, b: number) => number): [number, number][] {
  const found: [number, number][] = [];
  const x = int8([1, 2, 2, 3], [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -128]);
  poolWindows(x, window, [1, 2, 2, 2], start, f, (at, position, folded) => (found[at] = [position, folded]));
  return found;
}

describe('poolWindows', () => {
  it('sums what lies under the window and leaves the pads out', () => {
    expect(fold(0, (sum, x) => sum + x)).toEqual([
      [0, 5],
      [1, 16],
      [2, 4],
      [3, 11],
      [0, -5],
      [1, -138],
      [2, -4],
      [3, -133],
    ]);
  });

  it('takes the largest, and the start where there is nothing', () => {
    expect(fold(-128, Math.max).map(([, max]) => max)).toEqual([4, 6, 4, 6, -1, -2, -4, -5]);
    const found: number[] = [];
    poolWindows(
      float32([1, 1, 1, 1], [5]),
      { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [1, 0, 0, 0] },
      [1, 1, 2, 1],
      -Infinity,
      Math.max,
      (at, _, max) => (found[at] = max),
    );
    expect(found).toEqual([-Infinity, 5]);
  });

  it('steps over elements with dilation', () => {
    const found: number[] = [];
    const x = int8([1, 1, 1, 5], [1, 10, 100, 7, 50]);
    poolWindows(
      x,
      { kernel: [1, 2], strides: [1, 1], dilations: [1, 3], pads: [0, 0, 0, 0] },
      [1, 1, 1, 2],
      0,
      (sum, e) => sum + e,
      (at, _, sum) => (found[at] = sum),
    );
    expect(found).toEqual([8, 60]);
  });
});
