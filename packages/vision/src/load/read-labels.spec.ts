import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLabels } from './read-labels';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
const file = join(folder, 'val.txt');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  writeFileSync(file, text);
  return readLabels(file);
};

it('reads names and labels in file order', () => {
  expect(read('b.jpg 2\r\n\na b.jpg\t 0\n')).toEqual([
    { name: 'b.jpg', label: 2, line: 1 },
    { name: 'a b.jpg', label: 0, line: 3 },
  ]);
});

it.each(['a.jpg', 'a.jpg cat', 'a.jpg -1', 'a.jpg 1.5', '7', 'a.jpg 1e3', 'a.jpg 99999999999999999999'])(
  'points at the line "%s"',
  (line) => {
    expect(() => read(`ok.jpg 1\n${line}\n`)).toThrow(
      new RegExp(`VIS020 error +.*val\\.txt:2: this is not "<name> <label>": "${line}"`),
    );
  },
);

it.each(['../cat.jpg', '/etc/passwd', 'a/../../b.jpg', '..', 'C:\\cat.jpg'])('refuses %s', (name) =>
  expect(() => read(`ok.jpg 1\n${name} 2\n`)).toThrow(/VIS026 .*val\.txt:2: /),
);

it('takes names of subfolders, and dots that are no way out', () =>
  expect(read('a/b.jpg 1\na/../c.jpg 2\n..d.jpg 3\n').map(({ label }) => label)).toEqual([1, 2, 3]));

it('refuses a name twice and an empty file', () => {
  expect(() => read('a 1\nb 2\na 1\n')).toThrow(/VIS021.*val\.txt:3: "a" on line 3 was already labelled on line 1/);
  expect(() => read('')).toThrow(/VIS022/);
  expect(() => readLabels(join(folder, 'absent.txt'))).toThrow(/GRD001.*label file/);
});

it.each([
  ['cat.jpg,281', 'separate the two with a space: "cat.jpg 281"'],
  ['281 cat.jpg', 'the name comes first: "cat.jpg 281"'],
  ['cat.jpg', 'each line names one picture'],
])('tells what to do about "%s"', (line, hint) => expect(() => read(line)).toThrow(`hint: ${hint}`));

it('shows the beginning of a line without end', () =>
  expect(() => read('x'.repeat(9999))).toThrow(new RegExp(`: "x{80}…"\n`)));
