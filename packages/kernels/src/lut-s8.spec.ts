import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { lutS8 } from './lut-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { LUT_S8 } from './trials/lut-s8-family';

const kernels = loadKernels();

describe('lutS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(LUT_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('finds every int8 at its byte value', () => {
    kernels.reset();
    const all = Int8Array.from({ length: 256 }, (_, i) => i - 128);
    const x = kernels.put(all);
    const table = kernels.put(Int8Array.from({ length: 256 }, (_, i) => -1 - ((i << 24) >> 24)));
    lutS8(kernels, { x, y: x, length: 256, table });
    expect([...kernels.i8(x, 256)]).toEqual([...all].map((q) => -1 - q));
  });
});
