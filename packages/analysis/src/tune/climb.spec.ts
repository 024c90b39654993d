import fc from 'fast-check';
import { climb } from './climb';
import { rankedOffers } from './ranked-offers';
import { type AdditiveModel, additiveModel, allSets, figuresOf, meterOf } from './tune.fixture';

const worthAndMs = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
const models = fc.array(worthAndMs, { maxLength: 9 }).map(additiveModel);
const run = async (model: AdditiveModel, more: Partial<Parameters<typeof climb>[0]> = {}) => {
  const { asked, measure } = meterOf(model);
  const best = await climb({
    start: figuresOf(model, []),
    offers: rankedOffers(model.offers),
    measure,
    ...more,
  });
  return { best, asked };
};

it('takes everything that helps, in steps of 1, 2, 4, …', async () => {
  const model = additiveModel(Array.from({ length: 12 }, (_, i) => [12 - i, 1]));
  const { best, asked } = await run(model);
  expect(asked.map(({ length }) => length)).toEqual([1, 3, 7, 12]);
  expect(best.groups).toHaveLength(12);
});

it('passes only points that no set of groups beats where groups do not depend on each other', () =>
  fc.assert(
    fc.asyncProperty(models, async (model) => {
      const { asked } = await run(model);
      const all = allSets(model).map((groups) => figuresOf(model, groups));
      for (const groups of asked) {
        const { ms, error } = figuresOf(model, groups);
        expect(all.filter((each) => each.ms <= ms && each.error < error)).toEqual([]);
      }
    }),
  ));

it('comes within one group of the best that a time allows', () =>
  fc.assert(
    fc.asyncProperty(models, fc.integer({ min: 10, max: 80 }), async (model, mostMs) => {
      const { best, asked } = await run(model, { mostMs });
      const within = allSets(model)
        .map((groups) => figuresOf(model, groups))
        .filter(({ ms }) => ms <= mostMs);
      const least = Math.min(...within.map(({ error }) => error));
      const most = Math.max(0, ...model.offers.map(({ worth }) => worth));
      expect(best.ms).toBeLessThanOrEqual(mostMs);
      expect(best.error).toBeLessThanOrEqual(least + most);
      expect(asked.length).toBeLessThanOrEqual(2 * model.offers.length);
    }),
  ));

it('stops where the goal is reached', async () => {
  const model = additiveModel(Array.from({ length: 12 }, (_, i) => [12 - i, 1]));
  const { best } = await run(model, { isReached: ({ groups }) => groups.length >= 2 });
  expect(best.groups).toEqual(['a', 'b', 'c']);
});

it('halves a step that does not help, leaves out what does not help alone, and gives up in the end', async () => {
  const model = additiveModel(Array.from({ length: 16 }, () => [1, 1]));
  const worse = new Set('defgh');
  const asked: string[] = [];
  const measure = (groups: readonly string[]) => {
    asked.push(groups.join(''));
    const bad = groups.filter((group) => worse.has(group)).length;
    return Promise.resolve({ ...figuresOf(model, groups), error: 20 - groups.length + 3 * bad });
  };
  const best = await climb({ start: { groups: [], ms: 10, error: 20 }, offers: model.offers, measure });
  expect(asked).toEqual(['a', 'abc', 'abcdefg', 'abcde', 'abcd', 'abce']);
  expect(best.groups.join('')).toBe('abc');
  const patient = await climb({
    start: { groups: [], ms: 10, error: 20 },
    offers: model.offers,
    measure,
    patience: 9,
  });
  expect(patient.groups.join('')).toBe('abcijklmnop');
});

it('gives up only after so many in a row', async () => {
  const model = additiveModel(Array.from({ length: 8 }, () => [1, 1]));
  const measure = (groups: readonly string[]) => {
    const bad = groups.filter((group) => 'bdfh'.includes(group)).length;
    return Promise.resolve({ ...figuresOf(model, groups), error: 20 - groups.length + 3 * bad });
  };
  const start = { groups: [], ms: 10, error: 20 };
  const best = await climb({ start, offers: model.offers, measure, patience: 3 });
  expect(best.groups.join('')).toBe('aceg');
});

it('leaves a step that takes longer together than the time allows', async () => {
  const model = additiveModel([
    [2, 1],
    [1, 1],
  ]);
  const measure = (groups: readonly string[]) =>
    Promise.resolve({ ...figuresOf(model, groups), ms: groups.length === 2 ? 13 : 10 + groups.length });
  const start = { groups: [], ms: 10, error: 4 };
  expect((await climb({ start, offers: model.offers, measure, mostMs: 12.5 })).groups).toEqual(['a']);
});
