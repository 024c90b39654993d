import fc from 'fast-check';
import { gramS16 } from './gram-s16';
import { loadKernels } from './load-kernels';
import { difference } from './trials/difference';
import { Draw, FILLS } from './trials/draw';
import { GRAM_S16 } from './trials/gram-s16-family';

const kernels = loadKernels();

function gram(...rows: number[][]): number[] {
  kernels.reset();
  const size = (rows.length * (rows.length + 1)) / 2;
  const [x, y] = [kernels.put(Int16Array.from(rows.flat())), kernels.alloc(4 * size)];
  gramS16(kernels, { x, rows: rows.length, length: rows[0]?.length ?? 0, y });
  return [...kernels.i32(y, size)];
}

describe('gramS16', () => {
  it.each(FILLS)('equals the reference on %s operands', (fill) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 19 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer(),
        (rows, eighths, seed) => {
          expect(difference(GRAM_S16, kernels, { rows, length: 8 * eighths }, new Draw(seed, fill))).toBe('');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('multiplies every row by itself and by those before', () => {
    expect(gram([1, 2, 0, 0, 0, 0, 0, 3], [-1, 0, 0, 0, 0, 0, 0, 5], [0, 100, 0, 0, 0, 0, 0, 0])).toEqual([
      14, 14, 26, 200, 0, 10000,
    ]);
  });

  it('is exact for 2^15 integers of nine bits at their extremes', () => {
    const extreme = new Array<number>(2 ** 15).fill(-255);
    expect(
      gram(
        extreme,
        extreme.map((x) => -x),
      ),
    ).toEqual([255 ** 2 * 2 ** 15, -(255 ** 2) * 2 ** 15, 255 ** 2 * 2 ** 15]);
  });

  it('gives zeros for rows of nothing, and refuses rows that are no whole vectors', () => {
    expect(gram([], [])).toEqual([0, 0, 0]);
    expect(() => gram([1])).toThrow(RangeError);
  });
});
