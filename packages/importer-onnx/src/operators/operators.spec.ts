import { EVALUATORS, LAST_EVALUATORS } from '../fold/evaluators';
import { MAPPINGS } from '../mappings/mappings';
import { OPERATORS, UNARY, mostOutputs } from './operators';

it('knows every operator that is mapped or evaluated', () => {
  const used = [...MAPPINGS.flatMap(({ opTypes }) => opTypes), ...EVALUATORS.keys(), ...LAST_EVALUATORS.keys()];
  expect(used.filter((opType) => !OPERATORS.has(opType))).toEqual([]);
});

it('says of each what it is', () => {
  expect(OPERATORS.size).toBe(198);
  for (const [opType, since] of Object.entries(UNARY)) expect(OPERATORS.get(opType)?.since).toBe(since);
  expect(OPERATORS.get('SequenceAt')).toEqual({ carries: 'a sequence' });
  expect([OPERATORS.get('Swish')?.since, OPERATORS.get('If'), OPERATORS.get('Iff')]).toEqual([24, {}, undefined]);
});

it('says how many outputs each may list', () => {
  expect(['Relu', 'Dropout', 'LSTM', 'BatchNormalization', 'Split'].map(mostOutputs)).toEqual([1, 2, 3, 5, Infinity]);
});
