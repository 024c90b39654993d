import fc from 'fast-check';
import { giveBack } from './give-back';
import { rankedOffers } from './ranked-offers';
import type { Figures } from './tune-figures';
import { additiveModel, allSets, figuresOf, meterOf } from './tune.fixture';

const worthAndMs = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
const models = fc.array(worthAndMs, { minLength: 1, maxLength: 9 }).map(additiveModel);

it('leaves a point that meets the goal, and from which no group can be taken alone', () =>
  fc.assert(
    fc.asyncProperty(models, fc.double({ min: 0, max: 1, noNaN: true }), async (model, part) => {
      const everything = figuresOf(
        model,
        model.offers.map(({ group }) => group),
      );
      const most = everything.error + part * (model.error - everything.error);
      const holds = ({ error }: Figures) => error <= most;
      const { asked, measure } = meterOf(model);
      const kept = await giveBack({ start: everything, offers: rankedOffers(model.offers), measure, holds });
      expect(holds(kept)).toBe(true);
      for (const group of kept.groups)
        expect(
          holds(
            figuresOf(
              model,
              kept.groups.filter((each) => each !== group),
            ),
          ),
        ).toBe(false);
      const fastest = Math.min(
        ...allSets(model)
          .map((groups) => figuresOf(model, groups))
          .filter(holds)
          .map(({ ms }) => ms),
      );
      expect(kept.ms).toBeGreaterThanOrEqual(fastest);
      expect(asked.length).toBeLessThanOrEqual(4 * model.offers.length);
    }),
  ));

it('takes the least useful back first, in steps of 1, 2, 4, …', async () => {
  const model = additiveModel(Array.from({ length: 10 }, (_, i) => [10 - i, 1]));
  const start = figuresOf(model, [...'abcdefghij']);
  const { asked, measure } = meterOf(model);
  const kept = await giveBack({
    start,
    offers: rankedOffers(model.offers),
    measure,
    holds: ({ groups }) => 'abc'.split('').every((group) => groups.includes(group)),
  });
  expect(asked.map((groups) => groups.join(''))).toEqual(['abcdefghi', 'abcdefg', 'abc', '', 'ab', 'ac', 'bc']);
  expect(kept.groups.join('')).toBe('abc');
});

it('gives up after so many tries, and does not touch what nothing is known of', async () => {
  const model = additiveModel(Array.from({ length: 6 }, () => [1, 1]));
  const { asked, measure } = meterOf(model);
  const start = figuresOf(model, [...'abcdef', 'own']);
  const kept = await giveBack({ start, offers: model.offers, measure, holds: () => false, tries: 2 });
  expect(kept).toBe(start);
  expect(asked).toHaveLength(2);
  expect(asked.every((groups) => groups.includes('own'))).toBe(true);
});

it('takes nothing back that makes it slower', async () => {
  const model = additiveModel([
    [2, 1],
    [1, 1],
  ]);
  const measure = (groups: readonly string[]) => Promise.resolve({ ...figuresOf(model, groups), ms: 20 });
  const start = figuresOf(model, ['a', 'b']);
  expect(await giveBack({ start, offers: model.offers, measure, holds: () => true })).toBe(start);
});
