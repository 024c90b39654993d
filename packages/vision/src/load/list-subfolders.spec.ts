import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSubfolders } from './list-subfolders';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('lists the folders in a folder, without files and what is hidden', () => {
  expect(listSubfolders(folder)).toEqual([]);
  for (const name of ['b', 'a', '.cache', 'a/deeper']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'c'), '');
  expect(listSubfolders(folder)).toEqual(['a', 'b']);
});
