import fc from 'fast-check';
import { kneeOf, paretoFront } from './pareto-front';
import type { Figures } from './tune-figures';

const point = (ms: number, error: number): Figures => ({ groups: [], ms, error });
const points = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })).map(([ms, error]) => point(ms, error)),
  { minLength: 1, maxLength: 12 },
);

it('is what no other point beats, by rising time', () => {
  fc.assert(
    fc.property(points, (all) => {
      const beaten = (a: Figures) =>
        all.some((b) => b.ms <= a.ms && b.error <= a.error && (b.ms < a.ms || b.error < a.error));
      const front = paretoFront(all);
      const wanted = new Set(all.filter((each) => !beaten(each)).map(({ ms, error }) => `${ms} ${error}`));
      expect(front.map(({ ms, error }) => `${ms} ${error}`).toSorted()).toEqual([...wanted].toSorted());
      expect(front.map(({ ms }) => ms)).toEqual(front.map(({ ms }) => ms).toSorted((a, b) => a - b));
    }),
  );
});

it('keeps the first of points with the same figures', () => {
  const [a, b] = [point(1, 1), point(1, 1)];
  expect(paretoFront([a, b])[0]).toBe(a);
});

it('has its knee furthest below the line between its ends', () => {
  const front = [point(1, 100), point(2, 20), point(3, 15), point(6, 0)];
  expect(kneeOf(front)).toBe(front[1]);
  expect(kneeOf(front.slice(0, 2))).toBe(front[1]);
  expect(kneeOf(front.slice(0, 1))).toBe(front[0]);
  expect(() => kneeOf([])).toThrow(RangeError);
});

it('has the same knee in other units', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (all, ms, error) => {
      const front = paretoFront(all);
      const other = front.map((each) => point(each.ms * 2 ** ms, each.error * 2 ** error));
      expect(other.indexOf(kneeOf(other))).toBe(front.indexOf(kneeOf(front)));
    }),
  );
});

it('has the first of equal knees', () => {
  const front = [point(0, 8), point(1, 4), point(2, 3), point(4, 0)];
  const even = [point(0, 4), point(1, 2), point(2, 1), point(4, 0)];
  expect([kneeOf(front), kneeOf(even)]).toEqual([front[1], even[1]]);
});
