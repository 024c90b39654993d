import { lowerHzPreprocessQuantized } from './HzPreprocessQuantized';
import { lowered } from './lowered.fixture';

describe('lowerHzPreprocessQuantized', () => {
  it('is a pointwise convolution with wide weights', () => {
    expect(
      lowered(
        lowerHzPreprocessQuantized,
        `
      input x: int8[1x3x8x8] NCHW
      const w: int16[3x3x1x1] = splat 8192
      const b: int32[3] = splat 1
      const m: float32[3] = splat 0.5
      p: y = HzPreprocessQuantized(x, w, b, m)
      output y
    `,
      ),
    ).toEqual([
      {
        kind: 'conv',
        x: 'x',
        weights: 'w',
        bias: 'b',
        multiplier: 'm',
        y: 'y',
        kernel: [1, 1],
        strides: [1, 1],
        dilations: [1, 1],
        pads: [0, 0, 0, 0],
        group: 1,
        low: -128,
        high: 127,
      },
    ]);
  });
});
