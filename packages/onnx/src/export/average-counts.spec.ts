import { averageCounts } from './average-counts';

describe('averageCounts', () => {
  const window = { kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 1, 1] } as const;

  it('counts the taps on the input and on the counted pads, never less than 1', () => {
    expect(Array.from(averageCounts([2, 2], [2, 2], window, [0, 0, 0, 0]))).toEqual([4, 2, 2, 1]);
    expect(Array.from(averageCounts([2, 2], [2, 2], window, [0, 0, 1, 1]))).toEqual([4, 4, 4, 4]);
    expect(
      Array.from(averageCounts([1, 1], [2, 1], { ...window, kernel: [1, 1], pads: [1, 0, 0, 0] }, [0, 0, 0, 0])),
    ).toEqual([1, 1]);
  });
});
