import { Chance } from '../draw/chance';
import { randomWeights } from './random-weights';

it('has variance 2 / fanIn', () => {
  const weights = randomWeights(new Chance('w'), 20000, 8);
  expect(weights.reduce((sum, value) => sum + value * value, 0) / weights.length).toBeCloseTo(0.25, 1);
  expect(randomWeights(new Chance('w'), 5, 8)).toEqual(weights.slice(0, 5));
});
