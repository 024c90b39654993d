import { STANDARD_OPERATORS } from '../check/standard-operators';
import { EVALUATORS } from './evaluators';

it('evaluates operators that there are', () => {
  expect([...EVALUATORS.keys()].filter((opType) => !STANDARD_OPERATORS.has(opType))).toEqual([]);
});
