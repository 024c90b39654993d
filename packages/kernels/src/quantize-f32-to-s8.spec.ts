import { quantize } from '@openbpu/tensor';
import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { quantizeF32ToS8 } from './quantize-f32-to-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { QUANTIZE_F32_TO_S8 } from './trials/quantize-f32-to-s8-family';

const kernels = loadKernels();

describe('quantizeF32ToS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(QUANTIZE_F32_TO_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('makes NaN zero, clamps infinities, rounds half to even', () => {
    kernels.reset();
    const x = kernels.put(Float32Array.of(NaN, Infinity, -Infinity, 0.25, 0.75, 1.25, -0.25, 1e30));
    const y = kernels.alloc(8);
    quantizeF32ToS8(kernels, { x, y, length: 8, scale: 0.5 });
    expect([...kernels.i8(y, 8)]).toEqual([0, 127, -128, 0, 2, 2, 0, 127]);
  });

  it('is the quantisation of @openbpu/tensor for every float and scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float(), { minLength: 1, maxLength: 20 }),
        fc.float({ min: Math.fround(1e-30), noNaN: true }),
        (values, scale) => {
          kernels.reset();
          const x = kernels.put(Float32Array.from(values));
          const y = kernels.alloc(values.length);
          quantizeF32ToS8(kernels, { x, y, length: values.length, scale });
          expect([...kernels.i8(y, values.length)]).toEqual(
            values.map((value) => quantize(value, scale, -128, 127) + 0),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
