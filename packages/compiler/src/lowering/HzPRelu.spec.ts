import { lowerHzPRelu } from './HzPRelu';
import { lowered } from './lowered.fixture';

describe('lowerHzPRelu', () => {
  it('reads the multiplier and leaves the slopes to the machine', () => {
    expect(
      lowered(
        lowerHzPRelu,
        'input x: int8[1x2]\nconst m: float32[] = [0.5]\nconst s: float32[2] = [1, 2]\n' +
          'n: y = HzPRelu(x, m, s)\noutput y',
      ),
    ).toEqual([{ kind: 'prelu', x: 'x', multiplier: 0.5, negative: 's', y: 'y' }]);
  });
});
