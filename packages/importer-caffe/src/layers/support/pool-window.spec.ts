import fc from 'fast-check';
import { poolAxis } from './pool-window';

describe('poolAxis', () => {
  it.each([
    // size, kernel, stride, pad, ceil -> outputs, end
    [113, 3, 2, 0, true, 56, 0],
    [56, 3, 2, 0, true, 28, 1],
    [10, 2, 2, 0, true, 5, 0],
    [11, 2, 2, 0, true, 6, 1],
    [11, 2, 2, 0, false, 5, 0],
    // The last of five windows would begin at 7 + 1, beyond image and pad: dropped.
    [7, 2, 2, 1, true, 4, 0],
    [6, 3, 1, 1, true, 6, 1],
    // With a pad the same window stays as long as it begins inside.
    [8, 3, 2, 1, true, 5, 2],
  ])('%i by %i stride %i pad %i ceil %s', (size, kernel, stride, pad, ceil, outputs, end) => {
    expect(poolAxis(size, kernel, stride, pad, ceil)).toEqual({ outputs, end });
  });

  it(
    'gives pads under which the plain floor rule counts the same positions, each window touching ' +
      'the image or its pad',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 1, max: 7 }),
          fc.integer({ min: 1, max: 9 }),
          fc.nat(6),
          fc.boolean(),
          (size, kernel, stride, pad, ceil) => {
            fc.pre(pad < kernel);
            const { outputs, end } = poolAxis(size, kernel, stride, pad, ceil);
            fc.pre(outputs >= 1);
            expect(Math.floor((size + pad + end - kernel) / stride) + 1).toBe(outputs);
            if (pad > 0) expect((outputs - 1) * stride - pad).toBeLessThan(size);
            if (!ceil) expect(end).toBeLessThanOrEqual(pad);
          },
        ),
      );
    },
  );
});
