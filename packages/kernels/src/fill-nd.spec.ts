import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { fillND } from './fill-nd';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { FILL_ND } from './trials/fill-nd-family';

const kernels = loadKernels();

describe('fillND', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          elementBytes: fc.constantFrom(1 as const, 2 as const, 4 as const),
          rows: fc.integer({ min: 0, max: 5 }),
          width: fc.integer({ min: 0, max: 40 }),
          gap: fc.integer({ min: 0, max: 3 }),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(FILL_ND, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('writes the bits of the value', () => {
    kernels.reset();
    const y = kernels.put(new Int8Array(8));
    fillND(kernels, { y, elementBytes: 2, value: -2, extents: [2], yStrides: [2] });
    expect([...kernels.i16(y, 4)]).toEqual([-2, 0, -2, 0]);
  });
});
