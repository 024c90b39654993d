import { code, page, table } from './markdown';

it('keeps bars and line breaks inside their cell', () => {
  expect(table(['a', 'b'], [['|x|', 'one\n two ']])).toBe('| a | b |\n|---|---|\n| \\|x\\| | one two |');
});

it('has no code in an empty cell', () => {
  expect([code(''), code('x')]).toEqual(['', '`x`']);
});

it('ends a page with one line break', () => {
  expect(page('T', 'there', ['one', 'two'])).toMatch(/^# T\n\n.*there.*\n\none\n\ntwo\n$/);
});
