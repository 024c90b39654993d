import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { gemmS8 } from './gemm-s8';
import { packWeights } from './pack-weights';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { GEMM_S8 } from './trials/gemm-s8-family';

const kernels = loadKernels();

describe('gemmS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 70 }),
          k: fc.integer({ min: 1, max: 40 }),
          n: fc.integer({ min: 1, max: 20 }),
          gap: fc.integer({ min: 0, max: 3 }),
          output: fc.constantFrom('int8' as const, 'int32' as const),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(GEMM_S8, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 80 },
    );
  });

  it('multiplies a small matrix as by hand', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: Int8Array.of(1, 2, 3, -4, 5, -6),
      bias: Int32Array.of(10, -1),
      multipliers: Float32Array.of(0.5, 0.25),
      n: 2,
      k: 3,
    });
    const x = kernels.put(Int8Array.of(1, 1, 1, 2, -3, 4));
    const y = kernels.alloc(16);
    gemmS8(kernels, { x, weights, y, rows: 2, output: 'int32' });
    expect([...kernels.i32(y, 4)]).toEqual([16, -6, 18, -48]);
    gemmS8(kernels, { x, weights, y, rows: 2, lo: 0 });
    expect([...kernels.i8(y, 4)]).toEqual([8, 0, 9, 0]);
  });

  it('holds the largest products and wraps modulo 2^32', () => {
    kernels.reset();
    const weights = packWeights(kernels, {
      weights: new Int8Array(2048).fill(-128),
      bias: Int32Array.of(0, 2 ** 31 - 1),
      n: 2,
      k: 1024,
    });
    const x = kernels.put(new Int8Array(1024).fill(-128));
    const y = kernels.alloc(8);
    gemmS8(kernels, { x, weights, y, rows: 1, output: 'int32' });
    expect([...kernels.i32(y, 2)]).toEqual([2 ** 24, -(2 ** 31) + 2 ** 24 - 1]);
  });

  it('refuses grouped weights and bounds outside int8', () => {
    kernels.reset();
    const grouped = packWeights(kernels, { weights: new Int8Array(4), n: 2, k: 2, groups: 2 });
    expect(() => gemmS8(kernels, { x: 0, weights: grouped, y: 0, rows: 1 })).toThrow(RangeError);
    expect(() => gemmS8(kernels, { x: 0, weights: { ...grouped, groups: 1 }, y: 0, rows: 1, hi: 128 })).toThrow(
      RangeError,
    );
  });
});
