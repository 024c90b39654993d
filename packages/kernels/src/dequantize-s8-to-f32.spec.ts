import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { dequantizeS8ToF32 } from './dequantize-s8-to-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { DEQUANTIZE_S8_TO_F32 } from './trials/dequantize-s8-to-f32-family';

const kernels = loadKernels();

describe('dequantizeS8ToF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(DEQUANTIZE_S8_TO_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('rounds the product to float32', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(-128, 0, 3));
    const y = kernels.alloc(12);
    dequantizeS8ToF32(kernels, { x, y, length: 3, scale: 0.1 });
    expect([...kernels.f32(y, 3)]).toEqual([-128, 0, 3].map((q) => Math.fround(q * Math.fround(0.1))));
  });
});
