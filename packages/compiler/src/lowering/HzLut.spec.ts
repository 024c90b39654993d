import { lowerHzLut } from './HzLut';
import { lowered } from './lowered.fixture';

describe('lowerHzLut', () => {
  it('is a table look-up', () => {
    expect(lowered(lowerHzLut, 'input x: int8[2]\nconst t: int8[256] = seed 1\nn: y = HzLut(x, t)\noutput y')).toEqual([
      { kind: 'lut', x: 'x', table: 't', y: 'y' },
    ]);
  });

  it('leaves the rows of a table of channels to the machine', () => {
    expect(
      lowered(lowerHzLut, 'input x: int8[1x3x2]\nconst t: int8[3x256] = seed 1\nn: y = HzLut(x, t)\noutput y'),
    ).toEqual([{ kind: 'lut', x: 'x', table: 't', y: 'y' }]);
  });
});
