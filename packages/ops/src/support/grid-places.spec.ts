import { float32, int8 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { type GridAttrs, PLACE_ONE, gridPlace, gridTable, samplePlanes } from './grid-places';

const attrs = (given: Partial<GridAttrs> = {}): GridAttrs => ({
  mode: 'bilinear',
  padding_mode: 'zeros',
  align_corners: false,
  ...given,
});

describe('gridPlace', () => {
  const at = (given: Partial<GridAttrs>, size: number, ...grid: number[]) =>
    grid.map((v) => gridPlace(v, size, attrs(given)));

  it('counts from the borders of the outer elements, or from their middles', () => {
    expect(at({}, 4, -1, -0.75, 0, 1)).toEqual([-0.5, 0, 1.5, 3.5]);
    expect(at({ align_corners: true }, 5, -1, -0.75, 0, 1)).toEqual([0, 0.5, 2, 4]);
  });

  it('rounds half to even for the nearest', () => {
    expect(at({ mode: 'nearest' }, 4, -1, -0.5, 0, 0.5, 1)).toEqual([0, 0, 2, 2, 4]);
  });

  it('clamps at a border', () => {
    expect(at({ padding_mode: 'border' }, 4, -9, -1, 1, 9, -Infinity, Infinity)).toEqual([0, 0, 3, 3, 0, 3]);
  });

  it('mirrors as often as it takes', () => {
    const middles = { padding_mode: 'reflection', align_corners: true } as const;
    expect(at(middles, 3, -1, -2, -3, -4, 2, 3, 4)).toEqual([0, 1, 2, 1, 1, 0, 1]);
    const borders = { padding_mode: 'reflection' } as const;
    expect(at(borders, 4, -1, -1.5, -3, -3.5, 1.5, 3, 3.5)).toEqual([0, 0.5, 3, 2.5, 2.5, 0, 0.5]);
    expect(at({ ...borders, mode: 'nearest' }, 4, -1.4, 1.4)).toEqual([0, 3]);
    expect(at(middles, 1, -5, 5)).toEqual([0, 0]);
  });

  it('is outside where there is no number', () => {
    expect(at({}, 4, NaN)).toEqual([-1]);
    for (const padding_mode of ['border', 'reflection'] as const)
      for (const place of at({ padding_mode }, 4, NaN, Infinity, -Infinity)) expect([0, 3]).toContain(place);
  });

  it('lies inside whatever the grid says, but for zeros', () => {
    fc.assert(
      fc.property(
        fc.float(),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('border' as const, 'reflection' as const),
        fc.boolean(),
        fc.constantFrom('bilinear' as const, 'nearest' as const),
        (v, size, padding_mode, align_corners, mode) => {
          const place = gridPlace(v, size, { padding_mode, align_corners, mode });
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(size - 1);
          if (mode === 'nearest') expect(Number.isInteger(place)).toBe(true);
        },
      ),
    );
  });
});

describe('gridTable', () => {
  it('holds the place of q at q modulo the length, and stops one element outside', () => {
    const table = gridTable('int8', 1 / 64, 8, attrs());
    expect([table.length, table[0], table[64], table[192]]).toEqual([256, 3.5 * 2048, 7.5 * 2048, -0.5 * 2048]);
    expect([table[127], table[128]]).toEqual([8 * 2048, -2048]);
    expect(gridTable('int16', 1 / 32767, 3, attrs({ align_corners: true }))[32767]).toBe(2 * PLACE_ONE);
  });

  it('rounds to 2048ths, half to even', () => {
    const table = gridTable('int16', 2 ** -13, 2, attrs({ align_corners: true }));
    expect([table[1], table[2], table[3], table[6], table[65536 - 2]]).toEqual([1024, 1024, 1024, 1025, 1024]);
  });
});

describe('samplePlanes', () => {
  const sampled = (x: Parameters<typeof samplePlanes>[0], rows: number[], columns: number[], one: number) => {
    const found: number[] = [];
    samplePlanes(x, Float64Array.from(rows), Float64Array.from(columns), one, (at, sum) => (found[at] = sum));
    return found;
  };

  it('weighs four elements, 0 outside', () => {
    const x = int8([1, 2, 2, 2], [1, 2, 3, 4, -128, 127, 0, 0]);
    expect(sampled(x, [0, 1024, -1024], [2048, 1024, 4096 - 1024], 2048)).toEqual([
      2 * 2 ** 22,
      2.5 * 2 ** 22,
      0.5 * 2 ** 22,
      127 * 2 ** 22,
      -0.25 * 2 ** 22,
      31.75 * 2 ** 22,
    ]);
  });

  it('reads no element that has no weight', () => {
    expect(sampled(float32([1, 1, 1, 2], [3, NaN]), [0], [0], 1)).toEqual([3]);
  });

  it('keeps images apart', () => {
    expect(sampled(int8([2, 1, 1, 2], [1, 2, 3, 4]), [0, 0], [1, 0], 1)).toEqual([2, 3]);
  });
});
