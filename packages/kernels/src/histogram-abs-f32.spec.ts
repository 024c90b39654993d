import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { histogramAbsF32 } from './histogram-abs-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { HISTOGRAM_ABS_F32 } from './trials/histogram-abs-f32-family';

const kernels = loadKernels();

describe('histogramAbsF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 0, max: 200 }),
          bins: fc.integer({ min: 1, max: 300 }),
          range: fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(0, 1e-45, 3.4e38)),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(HISTOGRAM_ABS_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('adds to the counts, the last bin taking all beyond the range', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(0, -0.5, 0.99, 1, -1.5, 2, 7, Infinity, NaN));
    const histogram = kernels.put(Uint32Array.of(100, 0));
    expect(histogramAbsF32(kernels, { x, length: 9, bins: 2, range: 2, histogram })).toBe(1);
    expect([...kernels.u32(histogram, 2)]).toEqual([103, 5]);
    expect(() => histogramAbsF32(kernels, { x, length: 9, bins: 0, range: 2, histogram })).toThrow(RangeError);
  });
});
