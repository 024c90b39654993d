import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileList } from './open-models';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'list-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('parts a list at its commas, but for a file that has one in its name', () => {
  const odd = join(folder, 'a,b.bin');
  expect(fileList(odd)).toHaveLength(2);
  writeFileSync(odd, '');
  expect(fileList(odd)).toEqual([odd]);
  expect(fileList('a.bin,b.bin')).toEqual(['a.bin', 'b.bin']);
  expect(fileList('a.bin,,b.bin,')).toEqual(['a.bin', 'b.bin']);
  expect(fileList('')).toEqual([]);
});
