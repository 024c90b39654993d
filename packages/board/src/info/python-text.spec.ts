import { pythonFloat, pythonList, pythonText } from './python-text';

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

it.each([
  [0, '0.0'],
  [1, '1.0'],
  [-2, '-2.0'],
  [39 / 327680, '0.0001190185546875'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [0.000012, '1.2e-05'],
  [1.5e-10, '1.5e-10'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [2.5e-300, '2.5e-300'],
])('writes %d as %s', (value, wanted) => expect(pythonFloat(value)).toBe(wanted));
