import type { Offer, TuneGoal, TunePoint } from '@openbpu/analysis';
import { ladder } from './ladder';

/** A net whose groups take away of the error what they are worth; `c` shows only where `a` is wide. */
const WORTH: Readonly<Record<string, number>> = { a: 0.4, b: 0.2, c: 0.3, d: 0.04 };
const MS: Readonly<Record<string, number>> = { a: 1, b: 1, c: 2, d: 4 };
const isHidden = (group: string, base: readonly string[]) =>
  group === 'd' || base.includes(group) || (group === 'c' && !base.includes('a'));

const measure = (groups: readonly string[]): Promise<TunePoint> => {
  const error = groups.reduce((left, group) => left - WORTH[group], 1);
  const ms = groups.reduce((sum, group) => sum + MS[group], 10);
  return Promise.resolve({ groups, ms, error, cosine: 1 - error, outputs: [] });
};
const offers = (base: readonly string[]): Promise<readonly Offer[]> =>
  Promise.resolve(
    ['a', 'b', 'c', 'd']
      .filter((group) => !isHidden(group, base))
      .map((group) => ({ group, worth: WORTH[group], ms: MS[group] })),
  );
const climbed = async (goal: TuneGoal) => {
  const { points } = await ladder({ goal, groups: ['a', 'b', 'c', 'd'], offers, measure });
  return points.map(({ groups }) => groups.join(''));
};

it('looks anew for what is worth 16 bits, and ends with all groups at once', async () =>
  expect(await climbed({})).toEqual(['', 'a', 'ab', 'abc', 'abcd']));

it('stops where a cosine is reached, and takes back what is not needed', async () => {
  expect(await climbed({ targetCosine: 0.35 })).toEqual(['', 'a']);
  expect(await climbed({ targetCosine: 0.65 })).toEqual(['', 'a', 'ab', 'abc', 'ac', 'c']);
});

it('tries all groups at once where a cosine is out of reach otherwise', async () => {
  expect(await climbed({ targetCosine: 0.93 })).toEqual(['', 'a', 'ab', 'abc', 'abcd', 'abd', 'acd', 'bcd']);
  expect(await climbed({ targetCosine: 0.99 })).toContain('abcd');
});

it('keeps a time', async () => {
  const points = await climbed({ maxMs: 12.5 });
  expect(points).toContain('ab');
  expect(points).not.toContain('abc');
});

it('tells of every point once, with how many more there may be', async () => {
  const heard: (readonly [number, number])[] = [];
  const onPoint = (_: TunePoint, place: number, more: number) => void heard.push([place, more]);
  await ladder({ goal: {}, groups: ['a', 'b', 'c', 'd'], offers, measure, onPoint });
  expect(heard.map(([place]) => place)).toEqual([0, 1, 2, 3, 4]);
  expect(heard.every(([, more]) => more >= 0)).toBe(true);
});
