import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { mulS8 } from './mul-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { MUL_S8 } from './trials/mul-s8-family';

const kernels = loadKernels();

describe('mulS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 1, max: 700 }), period: fc.integer({ min: 1, max: 700 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(MUL_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('multiplies by a scalar and by a vector, in place', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(1, 3, 5, -128));
    const b = kernels.put(Int8Array.of(1, -128));
    mulS8(kernels, { a, b, y: a, length: 4, period: 1, multiplier: 0.5 });
    expect([...kernels.i8(a, 4)]).toEqual([0, 2, 2, -64]);
    mulS8(kernels, { a, b, y: a, length: 4, period: 2, multiplier: 1 / 128 });
    expect([...kernels.i8(a, 4)]).toEqual([0, -2, 0, 64]);
  });

  it('refuses a period that is not positive', () => {
    expect(() => mulS8(kernels, { a: 0, b: 0, y: 0, length: 4, period: 0, multiplier: 1 })).toThrow(RangeError);
  });
});
