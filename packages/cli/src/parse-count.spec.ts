import { parseCount } from './parse-count';

it('reads a count', () => {
  expect([parseCount('1', '--threads'), parseCount('16', '--threads')]).toEqual([1, 16]);
});

it.each(['0', '-1', '1.5', 'all', '', '1e3', '9'.repeat(400)])('refuses "%s"', (text) => {
  expect(() => parseCount(text, '--threads')).toThrow(/CLI006.*--threads/);
});
