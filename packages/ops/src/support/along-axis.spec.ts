import { alongAxis } from './along-axis';

function lines(shape: number[], axis: number): number[][] {
  const found: number[][] = [];
  alongAxis(shape, axis, (first, step, length) => found.push(Array.from({ length }, (_, i) => first + i * step)));
  return found;
}

describe('alongAxis', () => {
  it('visits every line once', () => {
    expect(lines([2, 3], 1)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(lines([2, 3], -2)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(lines([2, 2, 2], 1)).toEqual([
      [0, 2],
      [1, 3],
      [4, 6],
      [5, 7],
    ]);
  });

  it('visits nothing of an empty tensor and refuses axes that are not there', () => {
    expect(lines([0, 3], 1)).toEqual([]);
    expect(() => lines([2, 3], 2)).toThrow(RangeError);
  });
});
