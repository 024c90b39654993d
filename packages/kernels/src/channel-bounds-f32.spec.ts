import fc from 'fast-check';
import { channelBoundsF32 } from './channel-bounds-f32';
import { loadKernels } from './load-kernels';
import { CHANNEL_BOUNDS_F32 } from './trials/channel-bounds-f32-family';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

const kernels = loadKernels();

function bounds(inner: number, ...values: number[]) {
  kernels.reset();
  const runs = Math.ceil(values.length / inner);
  const [lows, highs, counts] = [4, 4, 4].map((bytes) => kernels.alloc(bytes * runs));
  channelBoundsF32(kernels, {
    x: kernels.put(Float32Array.from(values)),
    length: values.length,
    inner,
    lows,
    highs,
    counts,
  });
  return {
    lows: [...kernels.f32(lows, runs)],
    highs: [...kernels.f32(highs, runs)],
    counts: [...kernels.i32(counts, runs)],
  };
}

describe('channelBoundsF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 0, max: 300 }), inner: fc.integer({ min: 1, max: 80 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(CHANNEL_BOUNDS_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves out what is not finite, wherever it stands', () => {
    expect(bounds(3, 1, NaN, -3, Infinity, 2, -Infinity, NaN, 7)).toEqual({
      lows: [-3, 2, 7],
      highs: [1, 2, 7],
      counts: [2, 1, 1],
    });
    for (let at = 0; at < 19; at++) {
      const values = Array.from({ length: 19 }, (_, i) => (i === at ? [NaN, Infinity, -Infinity][at % 3] : i + 1));
      expect(bounds(19, ...values)).toMatchObject({
        lows: [at === 0 ? 2 : 1],
        highs: [at === 18 ? 18 : 19],
        counts: [18],
      });
    }
  });

  it('gives zeros for a run without finite elements, and nothing for no run', () => {
    expect(bounds(2, NaN, -Infinity, Infinity)).toEqual({ lows: [0, 0], highs: [0, 0], counts: [0, 0] });
    expect(bounds(2)).toEqual({ lows: [], highs: [], counts: [] });
  });

  it('knows one zero only', () => {
    const { lows, highs } = bounds(9, ...new Array<number>(9).fill(-0), NaN, ...new Array<number>(8).fill(-0));
    for (const zero of [lows, highs].flat()) expect(zero).toBe(0);
  });

  it('takes the largest and the smallest float32 for what they are', () => {
    const [huge, tiny] = [Math.fround(3.4028234663852886e38), 2 ** -149];
    expect(bounds(4, huge, -huge, huge, huge, tiny, -tiny, tiny, -0)).toEqual({
      lows: [-huge, -tiny],
      highs: [huge, tiny],
      counts: [4, 4],
    });
  });

  it('refuses runs of nothing', () => {
    expect(() => bounds(0, 1)).toThrow(RangeError);
  });
});
