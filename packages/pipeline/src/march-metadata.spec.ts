import { describeMarch, wideOpsOf } from './march-metadata';
import { marches } from './marches';

const wideOps = (march: string) => Object.keys(wideOpsOf(describeMarch(march), marches()) ?? { unknown: true });

it('knows what computes in int16 on the march of a file', () => {
  expect(wideOps('bayes-e')).toContain('Conv');
  expect(wideOps('bayes')).toContain('Conv');
  expect(wideOps('bernoulli2')).toEqual([]);
});

it('knows nothing of a file that names no march, or another', () => {
  expect(wideOps('vax')).toEqual(['unknown']);
  expect(wideOpsOf({}, marches())).toBeUndefined();
});
