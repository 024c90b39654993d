import { lowerIdentity } from './Identity';
import { lowered } from './lowered.fixture';

describe('lowerIdentity', () => {
  it('copies', () => {
    expect(lowered(lowerIdentity, 'input x: int8[2x3]\nn: y = Identity(x)\noutput y')).toEqual([
      { kind: 'move', x: 'x', y: 'y', size: [2, 3], xOffset: 0, xStrides: [3, 1], yOffset: 0, yStrides: [3, 1] },
    ]);
  });
});
