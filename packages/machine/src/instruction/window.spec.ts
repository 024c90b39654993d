import { windowSize } from './window';

const window = { kernel: [3, 2], strides: [2, 1], dilations: [2, 1], pads: [1, 0, 2, 1] } as const;

describe('windowSize', () => {
  it('counts the places of the window along each side', () => {
    expect(windowSize(7, window, 0)).toBe(Math.floor((7 + 3 - 4 - 1) / 2) + 1);
    expect(windowSize(7, window, 1)).toBe(7);
  });

  it('is not positive where the window does not fit', () => {
    expect(windowSize(1, window, 0)).toBeLessThanOrEqual(0);
  });
});
