import { requantize } from '@openbpu/tensor';
import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { requantS32 } from './requant-s32';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { REQUANT_S32 } from './trials/requant-s32-family';

const kernels = loadKernels();

describe('requantS32', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 9 }), channels: fc.integer({ min: 1, max: 50 }) }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(REQUANT_S32, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the requantisation of @openbpu/tensor for every accumulator and every finite multiplier', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(fc.integer(), fc.integer({ min: -1000, max: 1000 })),
            fc.float({ noNaN: true, noDefaultInfinity: true }),
          ),
          { minLength: 1, maxLength: 40 },
        ),
        (pairs) => {
          kernels.reset();
          const x = kernels.put(Int32Array.from(pairs, ([acc]) => acc));
          const multipliers = kernels.put(Float32Array.from(pairs, ([, m]) => m));
          const y = kernels.alloc(pairs.length);
          requantS32(kernels, { x, y, rows: 1, channels: pairs.length, multipliers });
          expect([...kernels.i8(y, pairs.length)]).toEqual(pairs.map(([acc, m]) => requantize(acc, m, -128, 127) + 0));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('meets every tie and both neighbours in range', () => {
    kernels.reset();
    const accs = Int32Array.from({ length: 2049 }, (_, i) => i - 1024);
    const x = kernels.put(accs);
    for (const m of [0.25, 0.125, 0.1, 2 ** -24]) {
      const multipliers = kernels.put(new Float32Array(2049).fill(m));
      const y = kernels.alloc(2049);
      requantS32(kernels, { x, y, rows: 1, channels: 2049, multipliers });
      expect([...kernels.i8(y, 2049)]).toEqual([...accs].map((acc) => requantize(acc, Math.fround(m), -128, 127) + 0));
    }
  });
});
