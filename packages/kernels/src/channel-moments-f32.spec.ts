import fc from 'fast-check';
import { channelMomentsF32 } from './channel-moments-f32';
import { loadKernels } from './load-kernels';
import { CHANNEL_MOMENTS_F32 } from './trials/channel-moments-f32-family';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';

const kernels = loadKernels();

function moments(inner: number, ...values: number[]) {
  kernels.reset();
  const runs = Math.ceil(values.length / inner);
  const [lows, highs, sums, counts] = [4, 4, 8, 4].map((bytes) => kernels.alloc(bytes * runs));
  channelMomentsF32(kernels, { x: kernels.put(Float32Array.from(values)), length: values.length, inner, lows, highs, sums, counts });
  return { lows: [...kernels.f32(lows, runs)], highs: [...kernels.f32(highs, runs)], sums: [...kernels.f64(sums, runs)], counts: [...kernels.i32(counts, runs)] };
}

describe('channelMomentsF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }), inner: fc.integer({ min: 1, max: 80 }) }), fc.integer(), (shape, seed) => {
        expect(difference(CHANNEL_MOMENTS_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what is not finite, wherever it stands', () => {
    expect(moments(3, 1, NaN, -3, Infinity, 2, -Infinity, NaN, 7)).toEqual({ lows: [-3, 2, 7], highs: [1, 2, 7], sums: [-2, 2, 7], counts: [2, 1, 1] });
    for (let at = 0; at < 19; at++) {
      const values = Array.from({ length: 19 }, (_, i) => (i === at ? [NaN, Infinity, -Infinity][at % 3] : i + 1));
      expect(moments(19, ...values)).toMatchObject({ lows: [at === 0 ? 2 : 1], highs: [at === 18 ? 18 : 19], sums: [190 - at - 1], counts: [18] });
    }
  });

  it('gives zeros for a run without finite elements, and nothing for no run', () => {
    expect(moments(2, NaN, -Infinity, Infinity)).toEqual({ lows: [0, 0], highs: [0, 0], sums: [0, 0], counts: [0, 0] });
    expect(moments(2)).toEqual({ lows: [], highs: [], sums: [], counts: [] });
  });

  it('knows one zero only', () => {
    const { lows, highs, sums } = moments(9, ...new Array<number>(9).fill(-0), NaN, ...new Array<number>(8).fill(-0));
    for (const zero of [lows, highs, sums].flat()) expect(zero).toBe(0);
  });

  it('adds more than float32 can hold, and less', () => {
    const huge = Math.fround(3.4e38);
    const tiny = 2 ** -149;
    expect(moments(4, huge, huge, huge, huge, tiny, tiny, tiny, -0)).toMatchObject({ sums: [4 * huge, 3 * tiny], counts: [4, 4], highs: [huge, tiny] });
  });

  it('adds eight partial sums, the upper half to the lower', () => {
    const values = Array.from({ length: 16 }, (_, i) => [1, 2 ** -60, 2 ** -53, -1, 2 ** -53, 3, 2 ** -54, 2 ** -53][i % 8] * (i < 8 ? 1 : 0.75));
    const [p0, p1, p2, p3, p4, p5, p6, p7] = values.slice(0, 8).map((value, i) => value + values[i + 8]);
    expect(moments(16, ...values).sums).toEqual([p0 + p4 + (p2 + p6) + (p1 + p5 + (p3 + p7))]);
  });

  it('refuses runs of nothing', () => {
    expect(() => moments(0, 1)).toThrow(RangeError);
  });
});
