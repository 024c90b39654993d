import { complaint } from '../import-text.fixture';
import { Fields } from './fields';
import { parseText } from './parse-text';

const fields = (text: string) => new Fields('f', parseText(text, 'f'));

describe('Fields', () => {
  it('reads every kind of value', () => {
    const f = fields('s: "text" r: 0.5 i: -3 yes: true no: 0 w: MAX e: 1 q: "AVE" m { a: 1 }');
    expect([f.string('s'), f.real('r'), f.int('i'), f.flag('yes', false), f.flag('no', true)]).toEqual([
      'text',
      0.5,
      -3,
      true,
      false,
    ]);
    expect([f.word('w', ['MAX', 'AVE']), f.word('e', ['MAX', 'AVE']), f.word('q', ['MAX', 'AVE'])]).toEqual([
      'MAX',
      'AVE',
      'AVE',
    ]);
    expect(f.child('m').int('a')).toBe(1);
  });

  it('gives the fallback, nothing or an empty list for what is absent', () => {
    const f = fields('');
    expect([
      f.string('s', 'd'),
      f.real('r', 2),
      f.int('i', 0, 3),
      f.flag('b', true),
      f.word('w', ['A', 'B'], 'B'),
    ]).toEqual(['d', 2, 3, true, 'B']);
    expect([f.string('s'), f.real('r'), f.int('i'), f.word('w', ['A'])]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([f.strings('s'), f.reals('r'), f.ints('i'), f.children('m')]).toEqual([[], [], [], []]);
    expect([f.has('s'), f.child('m').has('a')]).toEqual([false, false]);
  });

  it('reads repeated fields in order and merges a message written in parts', () => {
    const f = fields('d: 1 d: [2, 3] m { a: 1 } m { b: 2 }');
    expect(f.ints('d')).toEqual([1, 2, 3]);
    expect(f.children('m')).toHaveLength(2);
    expect([f.child('m').int('a'), f.child('m').int('b')]).toEqual([1, 2]);
  });

  it.each<[string, (f: Fields) => unknown, string]>([
    ['a: x', (f) => f.int('a'), 'CAF003 error   f:1:4: field "a" is x; expected a whole number'],
    ['a: 1.5', (f) => f.int('a'), 'field "a" is 1.5; expected a whole number'],
    ['a: -1', (f) => f.int('a', 0), 'field "a" is -1; expected a whole number of at least 0'],
    ['a: 1e20', (f) => f.int('a'), 'expected a whole number'],
    ['a: nan', (f) => f.int('a'), 'expected a whole number'],
    ['a: "1"', (f) => f.real('a'), 'field "a" is "1"; expected a number'],
    ['a: 1', (f) => f.string('a'), 'field "a" is 1; expected a string in quotes'],
    ['a: maybe', (f) => f.flag('a', true), 'expected true or false'],
    ['a { }', (f) => f.flag('a', true), 'field "a" is a message; expected true or false'],
    ['a: B', (f) => f.word('a', ['C', 'D']), 'field "a" is B; expected one of C, D'],
    ['a: 2', (f) => f.word('a', ['C', 'D']), 'expected one of C, D'],
    ['a: 1', (f) => f.child('a'), 'field "a" is 1; expected fields between braces'],
    [
      'a: 1\na: 2',
      (f) => f.int('a'),
      'CAF003 error   f:2:4: field "a" is written a second time; expected to be written once',
    ],
  ])('refuses %j', (text, read, problem) => {
    expect(complaint(() => read(fields(text)))).toContain(problem);
  });

  it('tells what nobody has read', () => {
    const f = fields('known: 1\nother: 2\nm { known: 1 strange: 2 }');
    f.int('known');
    f.child('m').int('known');
    expect(f.unread().map(({ field, place }) => `${field}:${place.line}`)).toEqual(['other:2', 'm.strange:3']);
  });

  it('finds the place of a nested message at its name', () => {
    expect(fields('\n m\n {\n a: 1 }').children('m')[0].origin('nothing', 'k')).toEqual({
      name: 'nothing',
      kind: 'k',
      file: 'f',
      line: 2,
      column: 2,
    });
  });
});
