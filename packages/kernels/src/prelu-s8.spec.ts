import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { preluS8 } from './prelu-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { PRELU_S8 } from './trials/prelu-s8-family';

const kernels = loadKernels();

describe('preluS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(PRELU_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has one multiplier from zero up and one per channel below', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(10, 10, 0, 0, -10, -10));
    preluS8(kernels, {
      x,
      y: x,
      rows: 3,
      channels: 2,
      multiplier: 1,
      negativeMultipliers: kernels.put(Float32Array.of(0.1, -2)),
    });
    expect([...kernels.i8(x, 6)]).toEqual([10, 10, 0, 0, -1, 20]);
  });
});
