import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { minMaxF32 } from './min-max-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { MIN_MAX_F32 } from './trials/min-max-f32-family';

const kernels = loadKernels();

describe('minMaxF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(MIN_MAX_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('passes over NaN and infinities and counts them', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(1, NaN, -3, Infinity, -Infinity, 2, NaN));
    expect(minMaxF32(kernels, { x, length: 7 })).toEqual({ min: -3, max: 2, nans: 2, infinities: 2 });
    expect(minMaxF32(kernels, { x, length: 0 })).toEqual({ min: Infinity, max: -Infinity, nans: 0, infinities: 0 });
  });

  it('knows one zero only', () => {
    kernels.reset();
    const { min, max } = minMaxF32(kernels, { x: kernels.put(new Float32Array(5).fill(-0)), length: 5 });
    expect([Object.is(min, 0), Object.is(max, 0)]).toEqual([true, true]);
  });
});
