import { pythonList, pythonText } from './python-text';

it.each([
  ['a', "'a'"],
  ['', "''"],
  ["it's", '"it\'s"'],
  ['a "b"', '\'a "b"\''],
  ['it\'s "b"', "'it\\'s \"b\"'"],
  ['a\\b', "'a\\\\b'"],
  ['a\nb\tc', "'a\\nb\\tc'"],
  ['é/;,', "'é/;,'"],
])('writes %j as Python does', (text, wanted) => expect(pythonText(text)).toBe(wanted));

it('writes lists', () => {
  expect(pythonList([])).toBe('[]');
  expect(pythonList(['a', 'b'])).toBe("['a', 'b']");
});
