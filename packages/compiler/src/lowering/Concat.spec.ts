import { lowerConcat } from './Concat';
import { lowered } from './lowered.fixture';

describe('lowerConcat', () => {
  it('moves each input behind the one before', () => {
    expect(
      lowered(lowerConcat, 'input a: int8[2x3]\ninput b: int8[2x1]\nn: y = Concat(a, b, a) {axis: -1}\noutput y'),
    ).toMatchObject([
      { x: 'a', size: [2, 3], xStrides: [3, 1], yOffset: 0, yStrides: [7, 1] },
      { x: 'b', size: [2, 1], xStrides: [1, 1], yOffset: 3, yStrides: [7, 1] },
      { x: 'a', size: [2, 3], yOffset: 4 },
    ]);
  });
});
