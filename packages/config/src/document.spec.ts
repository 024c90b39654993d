import { readDocument } from './document';

it('gives keys and values with their places', () => {
  const { groups, problems, usable } = readDocument('# a comment\ngroup:\n  key: "a b"   # more\n  empty:\n  nothing: null\n  null_text: "null"\n', 'f.yaml');
  const entries = groups.get('group')?.entries;
  expect([usable, problems]).toEqual([true, []]);
  expect(groups.get('group')?.place.at).toEqual({ name: 'group', file: 'f.yaml', line: 2, column: 1 });
  expect(entries?.get('key')).toMatchObject({ raw: 'a b', keyPlace: { at: { line: 3, column: 3 } }, valuePlace: { at: { line: 3, column: 8 } } });
  expect(entries?.get('key')?.valuePlace.excerpt).toBe('      key: "a b"   # more\n           ^^^^^');
  expect([...(entries ?? [])].map(([key, { raw }]) => [key, raw])).toEqual([['key', 'a b'], ['empty', undefined], ['nothing', undefined], ['null_text', 'null']]);
});

it('keeps scalars as they are written', () => {
  const { groups } = readDocument('g:\n  a: 0.10\n  b: 1x3x8x8\n  c: True\n  d: 1 2 3\n  e: 0123\n', 'f');
  expect([...(groups.get('g')?.entries.values() ?? [])].map(({ raw }) => raw)).toEqual(['0.10', '1x3x8x8', 'True', '1 2 3', '0123']);
});

it('shows a window of long lines', () => {
  const { problems } = readDocument(`g:\n  ${'k'.repeat(300)}: [1]\n`, 'f');
  const [source, caret] = String(problems[0].facts.excerpt).split('\n');
  expect(source.length).toBeLessThan(130);
  expect(source[caret.indexOf('^')]).toBe('[');
});

it('refuses lists, says what is no group, and goes on', () => {
  const { groups, problems } = readDocument('a: text\nb: [1]\nc:\n  k: [1, 2]\n  l: x\n', 'f');
  expect(problems.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(['CFG008 k']);
  expect([...groups.values()].map(({ found }) => found)).toEqual(['a text', 'a list', undefined]);
  expect(groups.get('c')?.entries.get('k')).toMatchObject({ unreadable: true });
  expect(groups.get('c')?.entries.get('l')).toMatchObject({ raw: 'x' });
});

it('reads files with a byte order mark and Windows line ends', () => {
  const { groups, problems } = readDocument('\ufeffg:\r\n  a: b\r\n', 'f');
  expect(problems).toEqual([]);
  expect(groups.get('g')?.entries.get('a')?.raw).toBe('b');
});
