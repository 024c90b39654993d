import { namedShapes } from './named-shapes';

const given = (...entries: [string, number[]][]) => new Map(entries);

it('gives a shape without a name to the only input', () => {
  expect([...namedShapes(given(['', [1, 3]]), ['data'])]).toEqual([['data', [1, 3]]]);
});

it('leaves it out where several inputs could be meant, or the input has a shape already', () => {
  expect([...namedShapes(given(['', [1, 3]], ['b', [2]]), ['a', 'b'])]).toEqual([['b', [2]]]);
  expect([...namedShapes(given(['', [1, 3]], ['a', [2]]), ['a'])]).toEqual([['a', [2]]]);
});

it('keeps names as they are, those of no input too', () => {
  expect([...namedShapes(given(['dta', [1, 3]]), ['data'])]).toEqual([['dta', [1, 3]]]);
});
