import { seededRandom } from '@openbpu/ir';
import fc from 'fast-check';
import { multiply, multiplyRows, transposed } from './multiply';

const noise = (length: number, seed: number) => {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
};

const dims = [
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 9 }),
  fc.constantFrom(1, 3, 1023, 1024, 1030),
] as const;

it('multiplies as the definition says', () => {
  fc.assert(
    fc.property(...dims, fc.nat(), (rows, inner, columns, seed) => {
      const [w, x] = [noise(rows * inner, seed), noise(inner * columns, seed + 1)];
      const y = new Float32Array(rows * columns);
      multiply(w, x, y, rows, inner, columns);
      for (const at of [0, columns - 1, rows * columns - 1]) {
        const [row, column] = [Math.floor(at / columns), at % columns];
        const sum = Array.from({ length: inner }, (_, k) => w[row * inner + k] * x[k * columns + column]).reduce(
          (a, b) => a + b,
          0,
        );
        expect(y[at]).toBeCloseTo(sum, 5);
      }
    }),
    { numRuns: 40 },
  );
});

it('gives the products of all rows, over what was there', () => {
  fc.assert(
    fc.property(...dims, fc.nat(), (rows, inner, columns, seed) => {
      const [y, x] = [noise(rows * columns, seed), noise(inner * columns, seed + 1)];
      const p = new Float64Array(rows * inner).fill(NaN);
      multiplyRows(y, x, p, rows, inner, columns);
      for (let at = 0; at < p.length; at++) {
        const [row, k] = [Math.floor(at / inner), at % inner];
        let sum = 0;
        for (let j = 0; j < columns; j++) sum += y[row * columns + j] * x[k * columns + j];
        expect(p[at]).toBeCloseTo(sum, 6);
      }
    }),
    { numRuns: 20 },
  );
});

it('turns a matrix', () => {
  expect([...transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
});
