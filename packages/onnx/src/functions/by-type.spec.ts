import { tensorType } from '@openbpu/tensor';
import { MIXTURES, RESULTS, givesType, hasTypes, resultSuffix, typesSuffix } from './by-type';

const call = (x: 'int8' | 'int16', y: 'int8' | 'int16' | 'int32') => ({
  inputs: [tensorType(x, [1])],
  outputs: [tensorType(y, [1])],
});

it('has a suffix of its own for every mixture, and none for int8', () => {
  expect(MIXTURES.map(typesSuffix)).toEqual(['', '_i8_i16', '_i16_i8', '_i16']);
  expect(RESULTS.map(resultSuffix)).toEqual(['', '_i16']);
});

it('knows the types of a call; a tail has none of them', () => {
  for (const types of MIXTURES)
    expect(MIXTURES.filter((other) => hasTypes(call(types.x, types.y), other))).toEqual([types]);
  expect(MIXTURES.filter((types) => hasTypes(call('int16', 'int32'), types))).toEqual([]);
  expect(hasTypes({ inputs: [undefined], outputs: call('int8', 'int8').outputs }, { x: 'int8', y: 'int8' })).toBe(
    false,
  );
  expect(givesType(call('int16', 'int8'), 'int8')).toBe(true);
});
