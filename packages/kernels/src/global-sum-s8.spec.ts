import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { globalSumS8 } from './global-sum-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { GLOBAL_SUM_S8 } from './trials/global-sum-s8-family';

const kernels = loadKernels();

describe('globalSumS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 0, max: 60 }), channels: fc.integer({ min: 1, max: 40 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(GLOBAL_SUM_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sums more than int16 holds', () => {
    kernels.reset();
    const x = kernels.put(new Int8Array(1000).fill(-128));
    const y = kernels.alloc(4);
    globalSumS8(kernels, { x, y, rows: 1000, channels: 1 });
    expect(kernels.i32(y, 1)[0]).toBe(-128000);
  });
});
