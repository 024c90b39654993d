import { formatDiagnostic } from '@openbpu/diagnostics';
import { readDocument } from './document';

it('gives keys and values with their places', () => {
  const { groups, problems, usable } = readDocument(
    '# a comment\ngroup:\n  key: "a b"   # more\n  empty:\n  nothing: null\n  null_text: "null"\n',
    'f.yaml',
  );
  const entries = groups.get('group')?.entries;
  expect([usable, problems]).toEqual([true, []]);
  expect(groups.get('group')?.place.at).toEqual({ name: 'group', file: 'f.yaml', line: 2, column: 1 });
  expect(entries?.get('key')).toMatchObject({
    raw: 'a b',
    keyPlace: { at: { line: 3, column: 3 } },
    valuePlace: { at: { line: 3, column: 8 } },
  });
  expect(entries?.get('key')?.valuePlace.excerpt).toBe('      key: "a b"   # more\n           ^^^^^');
  expect([...(entries ?? [])].map(([key, { raw }]) => [key, raw])).toEqual([
    ['key', 'a b'],
    ['empty', undefined],
    ['nothing', undefined],
    ['null_text', 'null'],
  ]);
});

it('keeps scalars as they are written', () => {
  const { groups } = readDocument('g:\n  a: 0.10\n  b: 1x3x8x8\n  c: True\n  d: 1 2 3\n  e: 0123\n', 'f');
  expect([...(groups.get('g')?.entries.values() ?? [])].map(({ raw }) => raw)).toEqual([
    '0.10',
    '1x3x8x8',
    'True',
    '1 2 3',
    '0123',
  ]);
});

it('shows a window of long lines', () => {
  const { problems } = readDocument(`g:\n  ${'k'.repeat(300)}: [1]\n`, 'f');
  const [source, caret] = String(problems[0].facts.excerpt).split('\n');
  expect(source.length).toBeLessThan(130);
  expect(source[caret.indexOf('^')]).toBe('[');
});

it('refuses lists, says what is no group, and goes on', () => {
  const { groups, problems } = readDocument('a: text\nb: [1]\nc:\n  k: [1, 2]\n  l: x\n', 'f');
  expect(problems.map(({ code, at, hint }) => `${code} ${at?.name} ${hint}`)).toEqual([
    "CFG008 k write it as one text: k: '1; 2'",
  ]);
  expect([...groups.values()].map(({ found }) => found)).toEqual(['a text', 'a list', undefined]);
  expect(groups.get('c')?.entries.get('k')).toMatchObject({ unreadable: true });
  expect(groups.get('c')?.entries.get('l')).toMatchObject({ raw: 'x' });
});

it('reads files with a byte order mark and Windows line ends', () => {
  const { groups, problems } = readDocument('\ufeffg:\r\n  a: b\r\n', 'f');
  expect(problems).toEqual([]);
  expect(groups.get('g')?.entries.get('a')?.raw).toBe('b');
});

it.each([
  ['an ONNX model', Buffer.from('080712077079746f726368', 'hex'), /binary file.*\n.*onnx_model/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /binary file/],
  ['UTF-16', Buffer.from('\ufeffg:\n  a: b\n', 'utf16le'), /UTF-16, and.*\n.*save the file as UTF-8/],
  ['UTF-16, the other way round', Buffer.from('\ufeffg:\n  a: b\n', 'utf16le').swap16(), /UTF-16/],
])('says once that %s is no recipe', (_, bytes, sentence) => {
  const { problems, usable } = readDocument(bytes.toString('utf8'), 'f');
  expect([usable, problems.map(({ code }) => code)]).toEqual([false, ['CFG027']]);
  expect(formatDiagnostic(problems[0])).toMatch(sentence);
});

it('reads comments in whatever encoding', () => {
  const { groups, problems } = readDocument(
    Buffer.concat([Buffer.from('g: {k: v} # '), Buffer.from('c4e3bac30a', 'hex')]).toString('utf8'),
    'f',
  );
  expect(problems).toEqual([]);
  expect(groups.get('g')?.entries.get('k')?.raw).toBe('v');
});
