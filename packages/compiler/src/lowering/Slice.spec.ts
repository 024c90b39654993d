import { lowered } from './lowered.fixture';
import { lowerSlice } from './Slice';

const layers = (attrs: string) => lowered(lowerSlice, `input x: int8[4x6]\nn: y = Slice(x) {${attrs}}\noutput y`);

describe('lowerSlice', () => {
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
