import { RawError, dictOfText } from './raw';

it('reads nested dicts and stops at a depth no key has', () => {
  expect(dictOfText("{'a': {b: c}, d: }")).toEqual(
    new Map<string, unknown>([
      ['a', new Map([['b', 'c']])],
      ['d', ''],
    ]),
  );
  expect(() => dictOfText('{a: {b: {c: {d: e}}}}')).toThrow(RawError);
});

it.each(['', 'a', '{a: [b]}', '{a: *b}', '{{a: b}: c}', '{a: b} c', '{a: b, a: c}', `${'{a: '.repeat(50_000)}`])(
  'refuses %.20s',
  (text) => {
    expect(() => dictOfText(text)).toThrow(RawError);
  },
);
