import { parseDocument } from 'yaml';
import { duplicateKeys } from './duplicate-keys';

const found = (text: string) =>
  duplicateKeys(parseDocument(text, { schema: 'failsafe', uniqueKeys: false })).map((from) => text.slice(from));

it('finds a key that stands in its mapping again, however it is quoted, and no key of another mapping', () => {
  expect(found('a: {x: 1, y: 2}\nb: {x: 1}\n')).toEqual([]);
  expect(found("a: 1\nb: {c: 1, d: 1, c: 2}\n'a': 2\n")).toEqual(["c: 2}\n'a': 2\n", "'a': 2\n"]);
});
