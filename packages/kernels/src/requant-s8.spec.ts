import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { requantS8 } from './requant-s8';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { REQUANT_S8 } from './trials/requant-s8-family';

const kernels = loadKernels();

describe('requantS8', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(fc.record({ length: fc.integer({ min: 0, max: 300 }) }), fc.integer(), (shape, seed) => {
        expect(difference(REQUANT_S8, kernels, shape, new Draw(seed, fill))).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('rounds half to even, for every int8', () => {
    kernels.reset();
    const all = Int8Array.from({ length: 256 }, (_, i) => i - 128);
    const x = kernels.put(all);
    requantS8(kernels, { x, y: x, length: 256, multiplier: 0.5 });
    expect([...kernels.i8(x, 256)]).toEqual(
      [...all].map((q) =>
        q % 4 === 0 || q % 2 === 0 ? q / 2 : q % 4 === 1 || q % 4 === -3 ? (q - 1) / 2 : (q + 1) / 2,
      ),
    );
  });
});
