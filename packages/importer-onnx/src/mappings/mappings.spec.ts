import { OPERATORS } from '../operators/operators';
import { MAPPINGS } from './mappings';

it('has one mapping for an operator, and only for those there are', () => {
  const opTypes = MAPPINGS.flatMap((mapping) => mapping.opTypes);
  expect(new Set(opTypes).size).toBe(opTypes.length);
  expect(opTypes.filter((opType) => !OPERATORS.has(opType))).toEqual([]);
});
