import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'make-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

it('makes what is missing and gives the outermost of it', async () => {
  expect(await makeFolder(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(await makeFolder(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  expect(await makeFolder(join(root, 'a/b'))).toBeUndefined();
  expect((await readdir(join(root, 'a/b'))).sort()).toEqual(['c', 'd']);
});

it('makes one folder for many that ask at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(join(root, 'a/b'))));
  expect(await readdir(join(root, 'a'))).toEqual(['b']);
});

it('rejects below a file and in its place', async () => {
  await writeFile(join(root, 'f'), '');
  await expect(makeFolder(join(root, 'f/x'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(root, 'f'))).rejects.toMatchObject({ code: 'EEXIST' });
});

it('leaves no folder where it cannot make all', async () => {
  await mkdir(join(root, 'kept'));
  await expect(makeFolder(join(root, 'kept/n/m', 'x'.repeat(300)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  expect(await readdir(join(root, 'kept'))).toEqual([]);
});

(process.platform === 'linux' ? it : it.skip)('ends where no folder can be made, whoever asks', async () => {
  await expect(makeFolder('/proc/openbpu/x')).rejects.toMatchObject({ code: 'ENOENT' });
});
