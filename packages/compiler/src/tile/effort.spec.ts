import { ATTEMPTS, type Effort, MOST_EFFORT } from './effort';

const LEVELS: readonly Effort['optimizeLevel'][] = ['O0', 'O1', 'O2', 'O3'];

it.each(LEVELS)('%s ends with what is safest, and plans with less and less memory before', (level) => {
  const { attempts, compared } = ATTEMPTS[level];
  expect(attempts[attempts.length - 1]).toEqual({
    part: 1,
    compared: false,
    resident: false,
    ahead: false,
    reuse: false,
  });
  const parts = attempts.filter(({ resident }) => resident).map(({ part }) => part);
  expect(parts).toEqual(parts.toSorted((a, b) => b - a));
  expect(compared).toBeGreaterThan(0);
});

it('takes more liberties with every level', () => {
  const first = LEVELS.map((level) => ATTEMPTS[level].attempts[0]);
  expect(first.map(({ compared, ahead }) => compared && ahead)).toEqual([false, true, true, true]);
  expect(first.map(({ resident }) => resident)).toEqual([false, false, true, true]);
  expect(ATTEMPTS.O3.compared).toBeGreaterThan(ATTEMPTS.O2.compared);
  expect(MOST_EFFORT.optimizeLevel).toBe('O3');
});
