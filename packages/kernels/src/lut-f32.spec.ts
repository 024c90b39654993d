import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { lutF32 } from './lut-f32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { LUT_F32 } from './trials/lut-f32-family';

const kernels = loadKernels();

describe('lutF32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(LUT_F32, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('finds every int8 at its byte value', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(0, 127, -128, -1));
    const table = kernels.put(Float32Array.from({ length: 256 }, (_, i) => i / 2));
    const y = kernels.alloc(16);
    lutF32(kernels, { x, y, length: 4, table });
    expect([...kernels.f32(y, 4)]).toEqual([0, 63.5, 64, 127.5]);
  });
});
