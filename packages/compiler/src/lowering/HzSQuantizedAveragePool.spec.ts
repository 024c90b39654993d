import { lowerHzSQuantizedAveragePool } from './HzSQuantizedAveragePool';
import { lowered } from './lowered.fixture';

describe('lowerHzSQuantizedAveragePool', () => {
  it('keeps the window, the multipliers and the bounds', () => {
    expect(
      lowered(
        lowerHzSQuantizedAveragePool,
        'input x: int8[1x2x4x4] NCHW\nconst m: float32[2x2] = splat 0.25\n' +
          'n: y = HzSQuantizedAveragePool(x, m) {kernel: [2, 2], strides: [2, 2], low: 0}\noutput y',
      ),
    ).toMatchObject([
      { kind: 'pool', fn: 'sum', x: 'x', y: 'y', multiplier: 'm', kernel: [2, 2], strides: [2, 2], low: 0, high: 127 },
    ]);
  });
});
