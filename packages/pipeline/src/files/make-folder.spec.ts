import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'make-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

it('makes what is missing and gives the outermost of it', async () => {
  expect(makeFolder(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(makeFolder(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  expect(makeFolder(join(root, 'a/b'))).toBeUndefined();
  expect((await readdir(join(root, 'a/b'))).sort()).toEqual(['c', 'd']);
});

it('throws below a file and in its place', async () => {
  await writeFile(join(root, 'f'), '');
  expect(() => makeFolder(join(root, 'f/x'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => makeFolder(join(root, 'f'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
});

it('leaves no folder where it cannot make all', async () => {
  await mkdir(join(root, 'kept'));
  const longName = join(root, 'kept/n/m', 'x'.repeat(300));
  expect(() => makeFolder(longName)).toThrow(expect.objectContaining({ code: 'ENAMETOOLONG' }));
  expect(await readdir(join(root, 'kept'))).toEqual([]);
});

(process.platform === 'linux' ? it : it.skip)('ends where no folder can be made, whoever asks', () => {
  expect(() => makeFolder('/proc/openbpu/x')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
