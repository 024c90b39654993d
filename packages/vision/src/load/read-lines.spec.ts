import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILE_KINDS } from '@openbpu/guard';
import { readLines } from './read-lines';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
const file = join(folder, 'list.txt');
afterAll(() => rmSync(folder, { recursive: true }));

it('numbers the lines that have text', () => {
  writeFileSync(file, '\uFEFFone\r\n\r\n  two words \nlast');
  expect(readLines(file)).toEqual([
    { text: 'one', line: 1 },
    { text: 'two words', line: 3 },
    { text: 'last', line: 4 },
  ]);
});

it('refuses a file without text, or no file', () => {
  writeFileSync(file, ' \n\r\n');
  expect(() => readLines(file, FILE_KINDS.labels)).toThrow(/VIS022 error +label file ".*list\.txt" is empty/);
  expect(() => readLines(join(folder, 'absent'))).toThrow(/GRD001/);
  expect(() => readLines(folder)).toThrow(/GRD002/);
});
