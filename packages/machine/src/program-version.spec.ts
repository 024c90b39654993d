import { encodeProgram } from './encode-program';
import { together } from './cores.fixture';
import { PROGRAM_VERSION, isKnownVersion, isOfSeveralCores, versionOf } from './program-version';

it('lets older machines run what they can', () => {
  const two = together([]);
  const { cores: _, ...one } = { ...two, calls: [] };
  expect([versionOf({}), versionOf(two)]).toEqual([2, PROGRAM_VERSION]);
  expect([encodeProgram(one)[4], encodeProgram(two)[4]]).toEqual([2, 3]);
  expect([1, 2, 3, 4].map(isKnownVersion)).toEqual([false, true, true, false]);
  expect([2, 3].map(isOfSeveralCores)).toEqual([false, true]);
});
