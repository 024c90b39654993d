import { lowerConcat, lowerExpand, lowerHzPad, lowerIdentity, lowerSlice, lowerSplit, lowerTile } from './movement';
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

describe('lowerSlice', () => {
  const layers = (attrs: string) => lowered(lowerSlice, `input x: int8[4x6]\nn: y = Slice(x) {${attrs}}\noutput y`);

  it('begins where the slice begins and steps as it steps', () => {
    expect(layers('starts: [-3, 1], ends: [4, 100], axes: [0, 1], steps: [1, 2]')).toMatchObject([
      { size: [3, 3], xOffset: 7, xStrides: [6, 2], yStrides: [3, 1] },
    ]);
  });

  it('walks backwards one index at a time', () => {
    expect(layers('starts: [100], ends: [-100], axes: [0], steps: [-3]')).toMatchObject([
      { size: [1, 6], xOffset: 18, xStrides: [0, 1], yOffset: 0 },
      { size: [1, 6], xOffset: 0, yOffset: 6 },
    ]);
  });
});

describe('lowerExpand', () => {
  it('reads repeated dimensions with stride 0', () => {
    expect(lowered(lowerExpand, 'input x: int8[3x1]\nn: y = Expand(x) {shape: [2, 3, 4]}\noutput y')).toMatchObject([
      { size: [2, 3, 4], xStrides: [0, 1, 0], yStrides: [12, 4, 1] },
    ]);
  });
});

describe('lowerIdentity', () => {
  it('copies', () => {
    expect(lowered(lowerIdentity, 'input x: int8[2x3]\nn: y = Identity(x)\noutput y')).toEqual([
      { kind: 'move', x: 'x', y: 'y', size: [2, 3], xOffset: 0, xStrides: [3, 1], yOffset: 0, yStrides: [3, 1] },
    ]);
  });
});

describe('lowerHzPad', () => {
  const layers = (pads: string) =>
    lowered(lowerHzPad, `input x: int8[3x4]\nn: y = HzPad(x) {pads: [${pads}], value: -7}\noutput y`);

  it('fills, then moves the input into the middle', () => {
    expect(layers('1, 2, 0, 1')).toEqual([
      {
        kind: 'move',
        x: 'x',
        y: 'y',
        size: [3, 4],
        xOffset: 0,
        xStrides: [4, 1],
        yOffset: 9,
        yStrides: [7, 1],
        fill: -7,
      },
    ]);
  });

  it('cuts where pads are negative', () => {
    expect(layers('-1, 0, 2, -3')).toMatchObject([{ size: [2, 1], xOffset: 4, yOffset: 0, yStrides: [1, 1] }]);
  });
});

describe('lowerTile', () => {
  it('walks repetitions of the dimensions that have some', () => {
    expect(lowered(lowerTile, 'input x: int8[2x3x4]\nn: y = Tile(x) {repeats: [2, 1, 3]}\noutput y')).toMatchObject([
      { kind: 'move', size: [2, 2, 3, 3, 4], xStrides: [0, 12, 4, 0, 1], yStrides: [72, 36, 12, 4, 1] },
    ]);
  });
});
