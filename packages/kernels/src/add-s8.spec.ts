import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { addS8 } from './add-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { ADD_S8 } from './trials/add-s8-family';

const kernels = loadKernels();

describe('addS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ length: fc.integer({ min: 1, max: 700 }), period: fc.integer({ min: 1, max: 700 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(ADD_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rounds half to even after a float sum, and saturates', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(5, -1, 1, 100));
    const b = kernels.put(Int8Array.of(0, 2, -11, 100));
    const y = kernels.alloc(4);
    addS8(kernels, { a, b, y, length: 4, aMultiplier: 0.5, bMultiplier: 0.5, lo: -128 });
    expect([...kernels.i8(y, 4)]).toEqual([2, 0, -5, 100]);
    addS8(kernels, { a, b, y, length: 4, aMultiplier: 2, bMultiplier: 2 });
    expect([...kernels.i8(y, 4)]).toEqual([10, 2, -20, 127]);
  });

  it('gives 0 where the sum is not a number', () => {
    kernels.reset();
    const a = kernels.put(Int8Array.of(127, 127));
    const b = kernels.put(Int8Array.of(-127, 1));
    addS8(kernels, { a, b, y: a, length: 2, aMultiplier: 3.4e38, bMultiplier: 3.4e38 });
    expect([...kernels.i8(a, 2)]).toEqual([0, 127]);
  });

  it('does nothing for nothing and refuses a multiplier that is not finite', () => {
    expect(() => addS8(kernels, { a: 0, b: 0, y: 0, length: 0, aMultiplier: 1, bMultiplier: 1 })).not.toThrow();
    expect(() => addS8(kernels, { a: 0, b: 0, y: 0, length: 1, aMultiplier: Infinity, bMultiplier: 1 })).toThrow(
      RangeError,
    );
  });
});
