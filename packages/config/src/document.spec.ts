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

it('says of a second document and of a tag what they are', () => {
  const problem = (text: string) => readDocument(text, 'f').problems.map(({ message }) => message.split('\n')[0]);
  expect(problem('g:\n  a: b\n---\ng:\n  a: c\n')).toEqual([
    'this is not YAML: a second document begins here, and a recipe is one',
  ]);
  expect(problem('g:\n  a: !!python/str b\n')).toEqual([
    'this is not YAML: a tag (what begins with !) stands before a value, and no key takes one',
  ]);
});

it('reads the text that an alias stands for, and no more', () => {
  const { groups, problems } = readDocument('g: {a: &t rgb, b: *t, c: &l {k: v}, d: *l}\n', 'f');
  const entries = groups.get('g')?.entries;
  expect(['a', 'b'].map((key) => entries?.get(key)?.raw)).toEqual(['rgb', 'rgb']);
  expect(entries?.get('b')?.valuePlace.at).toMatchObject({ line: 1, column: 19 });
  expect(problems.map(({ code, at }) => [code, at?.name])).toEqual([['CFG008', 'd']]);
});

it('refuses a value in another encoding', () => {
  const text = Buffer.concat([Buffer.from('g:\n  a: b\n  k: ./'), Buffer.from('c4a3d0cd', 'hex'), Buffer.from('\n')]);
  const { groups, problems } = readDocument(text.toString('utf8'), 'f');
  expect(problems.map(({ code, message, hint }) => [code, message.split('\n')[0], hint])).toEqual([
    ['CFG008', 'k: it holds bytes that are no UTF-8', 'save the recipe as UTF-8'],
  ]);
  expect(groups.get('g')?.entries.get('k')).toMatchObject({ unreadable: true, valuePlace: { at: { line: 3 } } });
});

it('reads comments in whatever encoding', () => {
  const { groups, problems } = readDocument(
    Buffer.concat([Buffer.from('g: {k: v} # '), Buffer.from('c4e3bac30a', 'hex')]).toString('utf8'),
    'f',
  );
  expect(problems).toEqual([]);
  expect(groups.get('g')?.entries.get('k')?.raw).toBe('v');
});

describe('characters that keep a text from being a recipe', () => {
  const GROUP = "g:\n  first: 'a'\n";
  const said = (text: string) => readDocument(text, 'f').problems.map(formatDiagnostic);

  it.each([
    ['a full-width colon', "  march： 'x'\n", 'CFG031', /full-width colon \(U\+FF1A\) stands at 3:8/, "march: 'x'"],
    ['a full-width colon behind a group', 'h：\n  k: v\n', 'CFG031', /colon \(U\+FF1A\) stands at 3:2/, 'h:'],
    [
      'no colon',
      `  node_info: { "a" { 'ON': 'BPU',} }\n`,
      'CFG034',
      /no colon stands between the name at 3:16 and its dict/,
      `node_info: { "a": { 'ON': 'BPU',} }`,
    ],
    ['no blank', "  march:'x'\n", 'CFG032', /no blank stands behind the colon at 3:8/, "march: 'x'"],
    ['a no-break space', "  march:\u00a0'x'\n", 'CFG031', /no-break space \(U\+00A0\) stands at 3:9/, "march: 'x'"],
    ['a full-width space in front', "\u3000march: 'x'\n", 'CFG031', /full-width space .* 3:1/, "march: 'x'"],
    ['a full-width comment', '＃ of mine\n', 'CFG031', /full-width number sign .* 3:1/, '# of mine'],
    ['a tab', "\tmarch: 'x'\n", 'CFG002', /tab at 3:1/, '"  march: \'x\'"'],
    ['a tab behind blanks', "  \tmarch: 'x'\n  b:c\n", 'CFG002', /tab at 3:3/, '"  march: \'x\'"'],
    ['a full-width space in a key', "  march\u3000: 'x'\n", 'CFG031', /full-width space .* 3:8/, 'march: …'],
    ['curly quotes', '  march: ‘x’\n', 'CFG031', /curly quotation mark \(U\+2018\) stands at 3:10/, "march: 'x'"],
    ['a comment behind a no-break space', '  march: x\u00a0# y\n', 'CFG031', /no-break space .* 3:11/, 'march: x # y'],
  ])('names %s and its place, once', (_, line, code, sentence, mended) => {
    const [first, ...more] = said(`${GROUP}${line}${code === 'CFG002' ? '' : "  last: 'z'\n"}`);
    expect(first).toMatch(new RegExp(`^${code} error`));
    expect(first).toMatch(sentence);
    expect(first.slice(first.indexOf('hint:'))).toContain(mended);
    expect(more.filter((each) => each.startsWith(code))).toEqual([]);
  });

  it.each([
    ["   march: 'x'\n", '3:4', "  march: 'x'"],
    ['     march: x # y\r\n', '3:6', '  march: x # y'],
    ['# between\n\n    march:\n', '5:5', '  march:'],
  ])('names a key that is indented deeper than the one above: %j', (line, place, mended) => {
    const [first, ...more] = said(`${GROUP}${line}`);
    expect(first).toMatch(`CFG095 error   f:${place.split(':')[0]}`);
    expect(first).toContain(`the key at ${place} is indented deeper than the one above, which has a value\n`);
    expect(first).toContain(`hint: indent it as the one above: "${mended}"`);
    expect(more).toEqual([]);
    expect(said(`${GROUP}${line}     next: z\n`)[0]).toMatch(/^CFG095 error/);
  });

  it('does not take what a group or a block of text holds for keys that are too deep', () => {
    const codes = (text: string) => said(`${text}bad: [1\n`).map((each) => each.slice(0, 6));
    for (const text of ['g:\n  a: b\n', 'g: # c\n  a: b\n', 'g:\n  a: |\n    k: v\n', 'g:\n  a: {\n    k: v}\n'])
      expect([text, codes(text)]).not.toEqual([text, expect.arrayContaining(['CFG095'])]);
  });

  it('counts the lines that have the same', () => {
    const [tabs, ...more] = said('g:\n\ta: 1\n\tb: 2\n\tc: 3\n');
    expect(tabs).toContain('and in 2 more lines');
    expect(said("g:\n  a:'1'\n  b:'2'\n")[0]).toContain('and in 1 more line\n');
    expect(more).toEqual([]);
  });

  it('shows a sound text as it is, whatever its quotes and comments hold', () => {
    const { groups, problems } = readDocument(
      "g:\t# a：b\n  name: 'a：b'\n  path: ./模型：1\n  web: a:b\n  tab:\t'x'\n  # c:d\n\t\n",
      'f',
    );
    expect(problems).toEqual([]);
    expect(groups.get('g')?.entries.get('path')?.raw).toBe('./模型：1');
  });
});
