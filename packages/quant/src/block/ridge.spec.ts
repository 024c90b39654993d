import * as fc from 'fast-check';
import { cholesky, doubted, solve } from './ridge';

it('solves what it factored', () => {
  const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(
      numbers,
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 5, maxLength: 5 }),
      (m, x) => {
        const h = new Float64Array(25);
        for (let i = 0; i < 5; i++)
          for (let j = 0; j < 5; j++) {
            for (let k = 0; k < 6; k++) h[i * 5 + j] += m[i * 6 + k] * m[j * 6 + k];
            if (i === j) h[i * 5 + j] += 1;
          }
        const b = Float64Array.from({ length: 5 }, (_, i) =>
          x.reduce((sum, value, j) => sum + h[i * 5 + j] * value, 0),
        );
        cholesky(h, 5);
        for (const found of solve(h, [b, b, b, b, b])) found.forEach((value, i) => expect(value).toBeCloseTo(x[i], 8));
      },
    ),
  );
});

it('doubts what few patches say, and lets no element be without variance', () => {
  const h = doubted(Float64Array.of(4, 1, 1, 0), 2, 32);
  expect(h[0]).toBeCloseTo(4 + 4, 6);
  expect([h[1], h[2]]).toEqual([1, 1]);
  expect(h[3]).toBeGreaterThan(0);
  expect(doubted(Float64Array.of(4, 1, 1, 4), 2, 1e9)[0]).toBeCloseTo(4, 6);
});

it('gives numbers where nothing varies', () => {
  const h = doubted(new Float64Array(4), 2, 8);
  cholesky(h, 2);
  expect(solve(h, [Float64Array.of(0, 0)]).map((x) => [...x])).toEqual([[0, 0]]);
  expect(solve(h, [])).toEqual([]);
});
