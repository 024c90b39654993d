import fc from 'fast-check';
import { comparePaired } from './compare-paired';

/** Answers of two sides with the given table. */
function answers(both: number, onlyA: number, onlyB: number, neither: number) {
  const table: readonly (readonly [number, boolean, boolean])[] = [
    [both, true, true],
    [onlyA, true, false],
    [onlyB, false, true],
    [neither, false, false],
  ];
  const rows = table.flatMap(([times, a, b]) => Array.from({ length: times }, () => ({ a, b })));
  return comparePaired(
    rows.map(({ a }) => a),
    rows.map(({ b }) => b),
  );
}

it('compares picture by picture', () => {
  const result = answers(320, 9, 4, 67);
  expect(result).toMatchObject({ count: 400, onlyA: 9, onlyB: 4, agreement: 387 / 400, delta: -5 / 400 });
  expect(result.pValue).toBeCloseTo(0.2668457, 8);
  expect(result.low).toBeLessThan(-5 / 400);
  expect(result.high).toBeGreaterThan(0);
});

it('is sure of nothing without pictures', () => {
  expect(comparePaired([], [])).toEqual({
    count: 0,
    delta: 0,
    low: -1,
    high: 1,
    pValue: 1,
    agreement: 1,
    onlyA: 0,
    onlyB: 0,
  });
});

it('keeps an interval where the two always agree, and narrows it to what pairing tells', () => {
  const same = answers(350, 0, 0, 50);
  expect(same).toMatchObject({ delta: 0, pValue: 1, agreement: 1 });
  expect(same.high).toBeGreaterThan(0);
  expect(same.high).toBeLessThan(0.02);
  expect(answers(10, 0, 0, 0)).toMatchObject({ delta: 0 });
  expect(answers(0, 10, 0, 0)).toMatchObject({ delta: -1, low: -1 });
});

it('holds delta, stays in -1..1 and mirrors when the sides are swapped', () => {
  const cell = fc.nat(60);
  fc.assert(
    fc.property(cell, cell, cell, cell, (both, onlyA, onlyB, neither) => {
      fc.pre(both + onlyA + onlyB + neither > 0);
      const there = answers(both, onlyA, onlyB, neither);
      const back = answers(both, onlyB, onlyA, neither);
      expect(-1 <= there.low && there.low <= there.delta && there.delta <= there.high && there.high <= 1).toBe(true);
      expect(back.delta).toBeCloseTo(-there.delta, 12);
      expect(back.low).toBeCloseTo(-there.high, 12);
      expect(back.pValue).toBe(there.pValue);
    }),
  );
});

it('covers the true difference about 95 times in 100, by enumeration', () => {
  const n = 24;
  const logFactorial = [0];
  for (let i = 1; i <= n; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
  for (const [both, onlyA, onlyB, neither] of [
    [0.6, 0.1, 0.1, 0.2],
    [0.5, 0.2, 0.05, 0.25],
    [0.8, 0.05, 0.1, 0.05],
  ]) {
    let covered = 0;
    for (let i = 0; i <= n; i++) {
      for (let j = 0; i + j <= n; j++) {
        for (let k = 0; i + j + k <= n; k++) {
          const l = n - i - j - k;
          const weights = i * Math.log(both) + j * Math.log(onlyA) + k * Math.log(onlyB) + l * Math.log(neither);
          const { low, high } = answers(i, j, k, l);
          const truth = onlyB - onlyA;
          if (low <= truth && truth <= high)
            covered += Math.exp(
              logFactorial[n] - logFactorial[i] - logFactorial[j] - logFactorial[k] - logFactorial[l] + weights,
            );
        }
      }
    }
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.995);
  }
});

it('refuses lists that are no pairs', () => {
  expect(() => comparePaired([true], [])).toThrow(RangeError);
});
