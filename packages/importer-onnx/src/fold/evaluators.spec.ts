import { STANDARD_OPERATORS } from '../check/standard-operators';
import { EVALUATORS, LAST_EVALUATORS } from './evaluators';

it('evaluates operators that there are', () => {
  const names = [...EVALUATORS.keys(), ...LAST_EVALUATORS.keys()];
  expect(names.filter((opType) => !STANDARD_OPERATORS.has(opType))).toEqual([]);
});
