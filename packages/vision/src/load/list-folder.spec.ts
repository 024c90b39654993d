import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listFolder } from './list-folder';
import { listImages } from './list-images';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  for (const name of ['b.x', 'a10.x', 'a9.x', 'B.x', '.hidden.x', 'other.y', 'é.x'])
    writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'sub.x'));
  mkdirSync(join(folder, 'empty'));
});

it('lists accepted files in code-unit order, without hidden ones and folders', () => {
  const found = listFolder(folder, 'things', (name) => name.endsWith('.x'));
  expect(found.map((path) => basename(path))).toEqual(['B.x', 'a10.x', 'a9.x', 'b.x', 'é.x']);
  expect(found[0]).toBe(join(folder, 'B.x'));
});

const injected = (...names: readonly string[]) =>
  listFolder(
    'f',
    'things',
    () => true,
    () => names.map((name) => ({ name, isDirectory: () => name === 'sub' })),
  );

it('sorts what the file system gives in any order', () => {
  expect(injected('c', 'a10', 'sub', 'b', 'a9')).toEqual(['a10', 'a9', 'b', 'c'].map((name) => join('f', name)));
});

it('leaves out what file managers and the logs of this tool leave behind', () => {
  expect(
    injected('Thumbs.db', 'desktop.ini', 'Desktop.ini', 'ehthumbs.db', 'Icon\r', 'hb_mapper_makertbin.log', 'my.log'),
  ).toEqual([join('f', 'my.log')]);
  expect(injected('my_thumbs.db', 'thumbs.db.bin', 'desktop.ini2')).toHaveLength(3);
});

it('explains what is missing', () => {
  expect(() => listFolder(join(folder, 'absent'), 'things', () => true)).toThrow(/VIS010.*things.*absent/);
  expect(() => listFolder(join(folder, 'b.x'), 'things', () => true)).toThrow(/GRD002.*a part of the path is a file/);
  expect(() => listFolder(join(folder, 'empty'), 'things', () => true)).toThrow(
    /VIS011[^(]*\n.*put the things into it/,
  );
  expect(() => listImages(folder)).toThrow(/VIS011.*no pictures \(9 other entries\)\n.*directly into the folder/);
});
