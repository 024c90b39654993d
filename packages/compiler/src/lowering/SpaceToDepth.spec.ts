import { lowered } from './lowered.fixture';
import { lowerSpaceToDepth } from './SpaceToDepth';

describe('lowerSpaceToDepth', () => {
  it('makes channels of block rows and columns', () => {
    expect(
      lowered(lowerSpaceToDepth, 'input x: int8[1x3x4x6] NCHW\nn: y = SpaceToDepth(x) {blocksize: 2}\noutput y'),
    ).toMatchObject([{ size: [1, 2, 2, 3, 2, 3], xStrides: [72, 6, 1, 24, 12, 2] }]);
  });
});
