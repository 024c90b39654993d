import { lowerHzRequantize } from './HzRequantize';
import { lowered } from './lowered.fixture';

describe('lowerHzRequantize', () => {
  it('reads its multiplier', () => {
    expect(
      lowered(
        lowerHzRequantize,
        'input x: int8[2]\nconst m: float32[] = [0.5]\nn: y = HzRequantize(x, m) {low: -7}\noutput y',
      ),
    ).toEqual([{ kind: 'requant', x: 'x', y: 'y', multiplier: 0.5, low: -7, high: 127 }]);
  });
});
