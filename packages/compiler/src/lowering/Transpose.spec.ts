import { lowered } from './lowered.fixture';
import { lowerTranspose } from './Transpose';

describe('lowerTranspose', () => {
  it('walks the output and strides through the input', () => {
    expect(
      lowered(lowerTranspose, 'input x: int8[2x3x4]\nn: y = Transpose(x) {perm: [2, 0, 1]}\noutput y'),
    ).toMatchObject([{ size: [4, 2, 3], xStrides: [1, 12, 4], yStrides: [6, 3, 1] }]);
  });
});
