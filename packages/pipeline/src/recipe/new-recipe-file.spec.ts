import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoRecipe, writeNewRecipe } from './new-recipe-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'recipe-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('writes where there is nothing, and never over a file', () => {
  const file = join(folder, 'r.yaml');
  expectNoRecipe(file, 'r.yaml', '--output');
  writeNewRecipe(file, 'r.yaml', 'a: b\n');
  expect(() => expectNoRecipe(file, 'r.yaml', '--output')).toThrow(/r\.yaml.*--output/s);
  expect(() => writeNewRecipe(file, 'r.yaml', 'c: d\n')).toThrow(/PIP006 .*r\.yaml/);
  expect(readFileSync(file, 'utf8')).toBe('a: b\n');
});

it('says in words why the disk refuses', () => {
  expect(() => writeNewRecipe(join(folder, 'absent/r.yaml'), 'absent/r.yaml', '')).toThrow(/PIP006 .*absent\/r\.yaml/);
  expect(() => writeNewRecipe(join(folder, 'absent/r.yaml'), 'absent/r.yaml', '')).not.toThrow(/ENOENT/);
});
