import { whole } from './flag-readers';
import { readArguments } from './read-arguments';

const flags = { out: { read: (value: string) => value }, count: { read: whole(1), missing: 5 } };

it('reads both spellings, and fills in what may be missing', () => {
  expect(readArguments(['--out', 'a', '--count=7'], flags, 'u')).toEqual({ out: 'a', count: 7 });
  expect(readArguments(['--out=a'], flags, 'u')).toEqual({ out: 'a', count: 5 });
});

it.each([
  [[], /DMO001.*--out is missing\n.*usage: u/],
  [['--out', 'a', '--count', '0'], /DMO001.*--count 0: expected a whole number from 1/],
  [['--out', 'a', '--other', '1'], /DMO001.*--other/],
  [['--out'], /DMO001/],
  [['stray', '--out', 'a'], /DMO001.*stray/],
])('refuses %p', (args, reason) => {
  expect(() => readArguments(args, flags, 'u')).toThrow(reason);
});
