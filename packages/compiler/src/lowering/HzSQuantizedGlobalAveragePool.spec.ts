import { lowerHzSQuantizedGlobalAveragePool } from './HzSQuantizedGlobalAveragePool';
import { lowered } from './lowered.fixture';

describe('lowerHzSQuantizedGlobalAveragePool', () => {
  it('pools the whole plane', () => {
    expect(
      lowered(
        lowerHzSQuantizedGlobalAveragePool,
        'input x: int8[1x2x4x6] NCHW\nconst m: float32[] = [0.25]\n' +
          'n: y = HzSQuantizedGlobalAveragePool(x, m)\noutput y',
      ),
    ).toMatchObject([{ kind: 'pool', fn: 'sum', multiplier: 'm', kernel: [4, 6] }]);
  });
});
