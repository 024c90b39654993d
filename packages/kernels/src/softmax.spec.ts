import fc from 'fast-check';
import { loadKernels } from './load-kernels';
import { softmaxRows } from './softmax';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { SOFTMAX_ROWS } from './trials/softmax-families';

describe('softmaxRows', () => {
  const kernels = loadKernels();

  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.record({
          xType: fc.constantFrom('int8' as const, 'int16' as const),
          along: fc.constantFrom('rows' as const, 'columns' as const),
          rows: fc.integer({ min: 1, max: 20 }),
          length: fc.integer({ min: 1, max: 20 }),
        }),
        fc.integer(),
        (shape, seed) => {
          expect(difference(SOFTMAX_ROWS, kernels, shape, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 20 },
    );
  });

  it('divides evenly between equals, and sums what 32 bits do not hold', () => {
    kernels.reset();
    const table = kernels.put(new Int32Array(65536).fill(2 ** 31 - 1));
    const x = kernels.put(Int16Array.of(32767, -32768, 0, 5));
    const y = kernels.alloc(16);
    const steps = { xStep: 1, xRow: 4, yStep: 1, yRow: 4 };
    softmaxRows(kernels, { xType: 'int16', x, y, ...steps, rows: 1, length: 4, table });
    expect([...kernels.f32(y, 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
