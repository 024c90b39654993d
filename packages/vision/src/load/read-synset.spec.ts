import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSynset } from './read-synset';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
const file = join(folder, 'names.txt');
afterAll(() => rmSync(folder, { recursive: true }));

it('reads class names, with or without ids', () => {
  writeFileSync(file, 'n00000001 first thing, other name\nplain name\nn00000002\nn123 no id\n');
  expect(readSynset(file)).toEqual([
    { id: 'n00000001', name: 'first thing, other name' },
    { name: 'plain name' },
    { id: 'n00000002', name: 'n00000002' },
    { name: 'n123 no id' },
  ]);
});

it('explains a missing or empty file', () => {
  expect(() => readSynset(join(folder, 'absent'))).toThrow(/GRD001.*class-name file/);
  writeFileSync(file, '');
  expect(() => readSynset(file)).toThrow(/VIS022/);
});
