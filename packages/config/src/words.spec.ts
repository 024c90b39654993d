import { askedSource } from './words';

it('goes by the name, then by what is said of every other input', () => {
  const sources = { data: 'ddr', _default_value: 'pyramid' } as const;
  expect(['data', 'other'].map((name) => askedSource(sources, name))).toEqual(['ddr', 'pyramid']);
  expect([askedSource({ data: 'ddr' }, 'other'), askedSource(undefined, 'data')]).toEqual([undefined, undefined]);
});
