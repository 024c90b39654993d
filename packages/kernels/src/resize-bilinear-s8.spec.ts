import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { resizeBilinearS8 } from './resize-bilinear-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { RESIZE_BILINEAR_S8 } from './trials/resize-bilinear-s8-family';

const kernels = loadKernels();

describe('resizeBilinearS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          height: fc.integer({ min: 1, max: 6 }),
          width: fc.integer({ min: 1, max: 6 }),
          channels: fc.integer({ min: 1, max: 20 }),
          outHeight: fc.integer({ min: 1, max: 9 }),
          outWidth: fc.integer({ min: 1, max: 9 }),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(RESIZE_BILINEAR_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('mixes four pixels by their weights', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(0, 100, 40, -60));
    const axis = kernels.put(Int32Array.of(0, 1, 1536, 512));
    const y = kernels.alloc(1);
    resizeBilinearS8(kernels, {
      x,
      width: 2,
      channels: 1,
      rows: axis,
      columns: axis,
      y,
      outHeight: 1,
      outWidth: 1,
      multiplier: 2 ** -22,
    });
    expect(kernels.i8(y, 1)[0]).toBe(22); // (0 * 9 + 100 * 3 + 40 * 3 - 60) / 16 = 22.5: a tie, to even
  });
});
