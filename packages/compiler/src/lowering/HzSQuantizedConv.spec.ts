import { lowerHzSQuantizedConv } from './HzSQuantizedConv';
import { lowered } from './lowered.fixture';

const CONV = `
  input x: int8[1x4x8x8] NCHW
  const w: int8[6x2x3x3] = seed 1
  const b: int32[6] = splat 1
  const m: float32[6] = splat 0.5
`;

describe('lowerHzSQuantizedConv', () => {
  it('keeps geometry and bounds', () => {
    expect(
      lowered(
        lowerHzSQuantizedConv,
        `${CONV}c: y = HzSQuantizedConv(x, w, b, m) {kernel: [3, 3], strides: [2, 1], pads: [1, 0, ` +
          '1, 0], group: 2, low: 0}\n' +
          'output y',
      ),
    ).toEqual([
      {
        kind: 'conv',
        x: 'x',
        weights: 'w',
        bias: 'b',
        multiplier: 'm',
        y: 'y',
        kernel: [3, 3],
        strides: [2, 1],
        dilations: [1, 1],
        pads: [1, 0, 1, 0],
        group: 2,
        low: 0,
        high: 127,
      },
    ]);
  });

  it('a tail has no multiplier', () => {
    const [layer] = lowered(
      lowerHzSQuantizedConv,
      `${CONV}c: y = HzSQuantizedConv(x, w, b) {kernel: [3, 3], group: 2}\noutput y`,
    );
    expect(layer).not.toHaveProperty('multiplier');
  });

  it('stops where an accumulator could overflow', () => {
    expect(() =>
      lowered(
        lowerHzSQuantizedConv,
        `${CONV.replace('splat 1', 'splat 2147483000')}c: y = HzSQuantizedConv(x, w, b, m) {kernel: ` +
          '[3, 3], group: 2}\n' +
          'output y',
      ),
    ).toThrow(/CMP001/);
  });
});
