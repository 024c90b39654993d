import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { dequantizeS32ToF32 } from './dequantize-s32-to-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { DEQUANTIZE_S32_TO_F32 } from './trials/dequantize-s32-to-f32-family';

const kernels = loadKernels();

describe('dequantizeS32ToF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(DEQUANTIZE_S32_TO_F32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rounds the accumulator to float32 first, in place', () => {
    kernels.reset();
    const x = kernels.put(Int32Array.of(2 ** 24 + 1, -5, 2 ** 31 - 1, 7));
    dequantizeS32ToF32(kernels, { x, y: x, rows: 2, channels: 2, scales: kernels.put(Float32Array.of(1, 0.5)) });
    expect([...kernels.f32(x, 4)]).toEqual([2 ** 24, -2.5, 2 ** 31, 3.5]);
  });
});
