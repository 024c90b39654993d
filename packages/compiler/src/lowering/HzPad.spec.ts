import { lowerHzPad } from './HzPad';
import { lowered } from './lowered.fixture';

const layers = (pads: string) =>
  lowered(lowerHzPad, `input x: int8[3x4]\nn: y = HzPad(x) {pads: [${pads}], value: -7}\noutput y`);

describe('lowerHzPad', () => {
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
