import { budgetTimes } from '@openbpu/pipeline';
import { parseBudget } from './parse-budget';

it('is a whole number of times the usual', () => {
  expect(parseBudget(undefined)).toEqual({});
  expect(parseBudget('3')).toEqual({ budget: budgetTimes(3) });
  for (const text of ['0', '-1', '1.5', 'x', '']) expect(() => parseBudget(text)).toThrow(/--budget/);
});
