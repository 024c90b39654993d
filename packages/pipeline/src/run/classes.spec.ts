import fc from 'fast-check';
import { bestClasses } from './classes';

it('takes probabilities as they are, best first', () => {
  expect(bestClasses([0.1, 0.7, 0.2], 2)).toEqual([
    { label: 1, probability: 0.7 },
    { label: 2, probability: 0.2 },
  ]);
});

it('takes certainty for a distribution, and nothing that sums to more or less than one', () => {
  expect(bestClasses([0, 1, 0]).map(({ probability }) => probability)).toEqual([1, 0, 0]);
  for (const score of [0.25, 0.75])
    expect(bestClasses([score, score])).toEqual([
      { label: 0, probability: 0.5 },
      { label: 1, probability: 0.5 },
    ]);
  expect(bestClasses([1.5, -0.5])[0].probability).toBeCloseTo(Math.exp(2) / (1 + Math.exp(2)), 12);
});

it.each([[[1, -0.5, 0.5]], [[2, -1.5, 0.5]], [[1.005]]])(
  'takes %j for no distribution, though it sums to one',
  (scores) => {
    const found = bestClasses(scores);
    expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    for (const { probability } of found) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
  },
);

it('turns other scores into probabilities', () => {
  const [best, second] = bestClasses([0, Math.log(3)]);
  expect([best.label, second.label]).toEqual([1, 0]);
  expect(best.probability).toBeCloseTo(0.75, 12);
});

it('stays finite on huge scores', () => expect(bestClasses([1e30, -1e30, 1e30], 1)[0].probability).toBe(0.5));

it('takes infinities for certain, and names no class where a score is NaN', () => {
  expect(bestClasses([0, Infinity, -Infinity])).toEqual([
    { label: 1, probability: 1 },
    { label: 0, probability: 0 },
    { label: 2, probability: 0 },
  ]);
  expect(bestClasses([-Infinity, -Infinity], 1)).toEqual([{ label: 0, probability: 0.5 }]);
  expect(bestClasses([0, NaN, 1])).toEqual([]);
});

it('names at most as many as there are', () => expect(bestClasses([3, 1])).toHaveLength(2));

it('never changes the order of the scores, and sums to one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 }), (scores) => {
      const ranked = bestClasses(scores, scores.length);
      const given = ranked.map(({ label }) => scores[label]);
      expect(given).toEqual([...given].sort((a, b) => b - a));
      expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 1);
    }),
  );
});
