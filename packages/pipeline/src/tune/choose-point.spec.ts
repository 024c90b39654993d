import type { TunePoint } from '@openbpu/analysis';
import { comparePaired } from '@openbpu/vision';
import { choosePoint, meets } from './choose-point';

const point = (ms: number, error: number, cosine: number, lost?: number): TunePoint => ({
  groups: [],
  ms,
  error,
  cosine,
  outputs: [],
  ...(lost === undefined
    ? {}
    : {
        top1: comparePaired(
          Array<boolean>(10).fill(true),
          Array.from({ length: 10 }, (_, i) => i >= lost),
        ),
      }),
});
const POINTS = [point(1, 0.1, 0.9, 3), point(2, 0.02, 0.98, 1), point(5, 0.01, 0.99, 0), point(4, 0.03, 0.985, 1)];

it.each([
  [{}, 1, true],
  [{ targetCosine: 0.95 }, 1, true],
  [{ targetCosine: 0.985 }, 3, true],
  [{ maxMs: 4 }, 1, true],
  [{ maxMs: 1.5 }, 0, true],
  [{ maxMs: 9 }, 2, true],
  [{ maxDrop: 10 }, 1, true],
  [{ maxDrop: 5 }, 2, true],
  [{ targetCosine: 0.999 }, 2, false],
  [{ targetCosine: 0.985, maxMs: 3 }, 1, false],
  [{ maxMs: 0.5 }, 2, false],
])('of a goal %j takes point %d', (goal, place, reached) => {
  const choice = choosePoint(POINTS, goal);
  expect([POINTS.indexOf(choice.point), choice.reached]).toEqual([place, reached]);
});

it('does not meet a drop that nothing is known of', () => expect(meets({ maxDrop: 50 }, point(1, 1, 1))).toBe(false));

it('takes the least error of equally fast points', () => {
  const [worse, better] = [point(2, 0.03, 0.98), point(2, 0.02, 0.98)];
  expect(choosePoint([worse, better], { targetCosine: 0.97 }).point).toBe(better);
  expect(choosePoint([better, worse], { targetCosine: 0.97 }).point).toBe(better);
});

it('keeps the time where no point meets the cosine, though a slower one has less error', () => {
  expect(choosePoint(POINTS, { targetCosine: 0.999, maxMs: 3 })).toMatchObject({ point: POINTS[1], reached: false });
});
