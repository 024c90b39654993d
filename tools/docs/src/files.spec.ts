import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staleFiles, writeFiles } from './files';

const home = mkdtempSync(join(tmpdir(), 'docs-'));
afterAll(() => rmSync(home, { recursive: true }));

const files = new Map([
  ['ops.md', 'all ops'],
  ['passes.md', 'all passes'],
]);

it('writes what is missing, and then nothing', () => {
  const folder = join(home, 'new');
  expect(staleFiles(folder, files)).toEqual(['ops.md', 'passes.md']);
  expect(writeFiles(folder, files)).toEqual(['ops.md', 'passes.md']);
  expect(staleFiles(folder, files)).toEqual([]);
  expect(writeFiles(folder, files)).toEqual([]);
});

it('names and mends what was changed or left over', () => {
  const folder = join(home, 'old');
  writeFiles(folder, files);
  writeFileSync(join(folder, 'ops.md'), 'by hand');
  writeFileSync(join(folder, 'gone.md'), '');
  expect(staleFiles(folder, files)).toEqual(['gone.md', 'ops.md']);
  writeFiles(folder, files);
  expect(readFileSync(join(folder, 'ops.md'), 'utf8')).toBe('all ops');
  expect(staleFiles(folder, files)).toEqual([]);
});

it('leaves alone what others write', () => {
  const folder = join(home, 'shared');
  writeFiles(folder, files);
  writeFileSync(join(folder, 'cases.md'), 'of another tool');
  expect(staleFiles(folder, files, ['cases.md'])).toEqual([]);
  expect(writeFiles(folder, files, ['cases.md'])).toEqual([]);
  expect(readFileSync(join(folder, 'cases.md'), 'utf8')).toBe('of another tool');
});
