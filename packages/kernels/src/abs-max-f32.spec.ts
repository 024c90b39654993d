import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { absMaxF32 } from './abs-max-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { ABS_MAX_F32 } from './trials/abs-max-f32-family';

const kernels = loadKernels();

describe('absMaxF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(ABS_MAX_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('passes over NaN and infinities and counts them', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(1, NaN, -3, Infinity, -Infinity, 2, NaN));
    expect(absMaxF32(kernels, { x, length: 7 })).toEqual({ absMax: 3, nans: 2, infinities: 2 });
    expect(absMaxF32(kernels, { x, length: 0 })).toEqual({ absMax: 0, nans: 0, infinities: 0 });
  });
});
