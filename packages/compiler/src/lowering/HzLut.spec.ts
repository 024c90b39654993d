import { lowerHzLut } from './HzLut';
import { lowered } from './lowered.fixture';

describe('lowerHzLut', () => {
  it('is a table look-up', () => {
    expect(lowered(lowerHzLut, 'input x: int8[2]\nconst t: int8[256] = seed 1\nn: y = HzLut(x, t)\noutput y')).toEqual([{ kind: 'lut', x: 'x', table: 't', y: 'y' }]);
  });
});
