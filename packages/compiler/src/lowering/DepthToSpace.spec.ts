import { lowerDepthToSpace } from './DepthToSpace';
import { lowered } from './lowered.fixture';

const layers = (mode: string) =>
  lowered(
    lowerDepthToSpace,
    `input x: int8[1x8x3x5] NCHW\nn: y = DepthToSpace(x) {blocksize: 2, mode: "${mode}"}\noutput y`,
  );

describe('lowerDepthToSpace', () => {
  it('finds block rows and columns among the channels', () => {
    expect(layers('DCR')).toMatchObject([{ size: [1, 2, 3, 2, 5, 2], xStrides: [120, 15, 5, 60, 1, 30] }]);
    expect(layers('CRD')).toMatchObject([{ size: [1, 2, 3, 2, 5, 2], xStrides: [120, 60, 5, 30, 1, 15] }]);
  });
});
