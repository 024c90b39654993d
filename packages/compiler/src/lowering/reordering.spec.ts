import { commonRefinement, lowerDepthToSpace, lowerReshape, lowerSpaceToDepth, lowerTranspose } from './reordering';
import { lowered } from './lowered.fixture';

describe('lowerReshape', () => {
  const layers = (shape: string) =>
    lowered(lowerReshape, `input x: int8[1x8x6x4] NCHW\nn: y = Reshape(x) {shape: [${shape}]}\noutput y`);

  it('is one move where both shapes can be walked together', () => {
    expect(layers('1, -1')).toMatchObject([
      { x: 'x', y: 'y', size: [8, 6, 4], xStrides: [24, 4, 1], yStrides: [24, 4, 1] },
    ]);
  });

  it('is two moves through a row where they cannot', () => {
    expect(layers('1, 6, 8, 4')).toMatchObject([
      { x: 'x', y: { name: 'row', shape: [192] }, size: [1, 8, 6, 4] },
      { x: { name: 'row' }, y: 'y', size: [1, 6, 8, 4] },
    ]);
  });
});

describe('lowerTranspose', () => {
  it('walks the output and strides through the input', () => {
    expect(
      lowered(lowerTranspose, 'input x: int8[2x3x4]\nn: y = Transpose(x) {perm: [2, 0, 1]}\noutput y'),
    ).toMatchObject([{ size: [4, 2, 3], xStrides: [1, 12, 4], yStrides: [6, 3, 1] }]);
  });
});

describe('lowerDepthToSpace', () => {
  const layers = (mode: string) =>
    lowered(
      lowerDepthToSpace,
      `input x: int8[1x8x3x5] NCHW\nn: y = DepthToSpace(x) {blocksize: 2, mode: "${mode}"}\noutput y`,
    );

  it('finds block rows and columns among the channels', () => {
    expect(layers('DCR')).toMatchObject([{ size: [1, 2, 3, 2, 5, 2], xStrides: [120, 15, 5, 60, 1, 30] }]);
    expect(layers('CRD')).toMatchObject([{ size: [1, 2, 3, 2, 5, 2], xStrides: [120, 60, 5, 30, 1, 15] }]);
  });
});

describe('lowerSpaceToDepth', () => {
  it('makes channels of block rows and columns', () => {
    expect(
      lowered(lowerSpaceToDepth, 'input x: int8[1x3x4x6] NCHW\nn: y = SpaceToDepth(x) {blocksize: 2}\noutput y'),
    ).toMatchObject([{ size: [1, 2, 2, 3, 2, 3], xStrides: [72, 6, 1, 24, 12, 2] }]);
  });
});

describe('commonRefinement', () => {
  it.each([
    [
      [1, 8, 4, 4],
      [1, 128],
      [8, 4, 4],
    ],
    [[128], [2, 4, 16], [2, 4, 16]],
    [
      [6, 4],
      [2, 12],
      [2, 3, 4],
    ],
    [[1, 1], [], []],
    [[], [1], []],
    [[5], [5], [5]],
  ])('of %j and %j is %j', (a, b, expected) => {
    expect(commonRefinement(a, b)).toEqual(expected);
  });

  it('is not there when the cuts cross', () => {
    expect(commonRefinement([8, 6, 4], [6, 8, 4])).toBeUndefined();
  });
});
