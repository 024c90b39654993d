import { lowered } from './lowered.fixture';
import { lowerSplit } from './Split';

describe('lowerSplit', () => {
  it('moves each part out', () => {
    expect(
      lowered(lowerSplit, 'input x: int8[2x4]\nn: a, b = Split(x) {axis: 1, sizes: [3, 1]}\noutput a\noutput b'),
    ).toMatchObject([
      { y: 'a', size: [2, 3], xOffset: 0, xStrides: [4, 1], yStrides: [3, 1] },
      { y: 'b', size: [2, 1], xOffset: 3, xStrides: [4, 1], yStrides: [1, 1] },
    ]);
  });
});
