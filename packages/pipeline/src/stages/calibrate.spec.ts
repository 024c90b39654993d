import { SYMMETRIC_STEPS } from '@openbpu/quant';
import { calibratorsOf } from './calibrate';

it.each([
  [{ type: 'max', maxPercentile: 1 }, ['max']],
  [{ type: 'max', maxPercentile: 0.99 }, ['max-percentile:percentile=0.99']],
  [{ type: 'kl' }, ['kl']],
  [{ type: 'skip' }, ['max']],
  [{ type: 'default' }, ['max', 'max-percentile:percentile=0.99995', 'kl', 'mse']],
] as const)('%j asks for %j', (recipe, names) => {
  expect(calibratorsOf(recipe, () => SYMMETRIC_STEPS).map(({ name }) => name)).toEqual(names);
});
