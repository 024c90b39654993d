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

it('finds a name with commas among others, the shortest that is there', () => {
  const at = (name: string) => join(folder, name);
  for (const name of ['a.bin', 'x,1,y.bin', 'z', 'z,2']) writeFileSync(at(name), '');
  const list = (...names: readonly string[]) => fileList(names.map(at).join(','));
  expect(list('a.bin', 'x,1,y.bin', 'a.bin')).toEqual([at('a.bin'), at('x,1,y.bin'), at('a.bin')]);
  expect(list('a.bin', 'x,1,y.bin')).toEqual([at('a.bin'), at('x,1,y.bin')]);
  expect(list('x,1,y.bin', 'none')).toEqual([at('x,1,y.bin'), at('none')]);
  expect(list('x,1', 'none')).toEqual([at('x'), '1', at('none')]);
  expect(fileList(`${at('z')},2,${at('a.bin')}`)).toEqual([at('z'), '2', at('a.bin')]);
  expect(fileList(`,${at('a.bin')}`)).toEqual([at('a.bin')]);
});
