import { lowerExpand } from './Expand';
import { lowered } from './lowered.fixture';

describe('lowerExpand', () => {
  it('reads repeated dimensions with stride 0', () => {
    expect(lowered(lowerExpand, 'input x: int8[3x1]\nn: y = Expand(x) {shape: [2, 3, 4]}\noutput y')).toMatchObject([
      { size: [2, 3, 4], xStrides: [0, 1, 0], yStrides: [12, 4, 1] },
    ]);
  });
});
