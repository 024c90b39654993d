import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { resizeBilinearMixed, resizeBilinearS8, resizeNearest } from './resize';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { RESIZE_BILINEAR_MIXED, RESIZE_BILINEAR_S8, RESIZE_NEAREST } from './trials/resize-families';

describe('resizeNearest', () => {
  const kernels = loadKernels();

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
          expect(difference(RESIZE_NEAREST, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('doubles a pair of pixels', () => {
    kernels.reset();
    const x = kernels.put(Int8Array.of(1, 2, 3, 4));
    const y = kernels.alloc(8);
    resizeNearest(kernels, {
      x,
      width: 2,
      pixelBytes: 2,
      rows: kernels.put(Int32Array.of(0)),
      columns: kernels.put(Int32Array.of(0, 0, 1, 1)),
      y,
      outHeight: 1,
      outWidth: 4,
    });
    expect([...kernels.i8(y, 8)]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
  });
});

describe('resizeBilinearS8', () => {
  const kernels = loadKernels();

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

describe('resizeBilinearMixed', () => {
  const kernels = loadKernels();
  const narrow = fc.constantFrom('int8' as const, 'int16' as const);

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          xType: narrow,
          yType: narrow,
          height: fc.integer({ min: 1, max: 6 }),
          width: fc.integer({ min: 1, max: 6 }),
          channels: fc.integer({ min: 1, max: 20 }),
          outHeight: fc.integer({ min: 1, max: 9 }),
          outWidth: fc.integer({ min: 1, max: 9 }),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(RESIZE_BILINEAR_MIXED, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the ends of int16, whose weighted sums need 37 bits', () => {
    kernels.reset();
    const x = kernels.put(Int16Array.of(-32768, -32768, -32768, -32768));
    const axis = kernels.put(Int32Array.of(0, 1, 1536, 512));
    const y = kernels.alloc(2);
    const shape = { width: 2, channels: 1, rows: axis, columns: axis, outHeight: 1, outWidth: 1 };
    resizeBilinearMixed(kernels, { xType: 'int16', yType: 'int16', x, y, ...shape, multiplier: 2 ** -22 });
    expect(kernels.i16(y, 1)[0]).toBe(-32768);
  });
});
