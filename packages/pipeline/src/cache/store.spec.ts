import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from './store';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'store-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const bytes = (value: number, length = 8) => new Uint8Array(length).fill(value);
const folder = () => join(home, 'kept');

async function keepAll(entries: Readonly<Record<string, Uint8Array>>, most?: number): Promise<void> {
  const store = new FolderStore(folder(), most);
  for (const [key, value] of Object.entries(entries)) store.keep(key, value);
  await store.flush();
}

async function contentFiles(): Promise<string[]> {
  const all = await readdir(join(folder(), 'content-v2'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

it('finds in a later run what an earlier one kept, and nothing else', async () => {
  expect(await new FolderStore(folder()).recall('a')).toBeUndefined();
  await keepAll({ a: bytes(1), b: bytes(2) });
  const later = new FolderStore(folder());
  expect(await later.recall('a')).toEqual(Buffer.from(bytes(1)));
  expect(await later.recall('b')).toEqual(Buffer.from(bytes(2)));
  expect(await later.recall('c')).toBeUndefined();
});

it('finds within a run what it kept, and writes nothing before the flush', async () => {
  const store = new FolderStore(folder());
  store.keep('a', bytes(3));
  expect(await store.recall('a')).toEqual(bytes(3));
  expect(existsSync(folder())).toBe(false);
});

it('writes no folder where nothing was kept, nor where the folder around it is gone', async () => {
  await keepAll({});
  expect(existsSync(folder())).toBe(false);
  await rm(home, { recursive: true });
  await keepAll({ a: bytes(1) });
  expect(existsSync(home)).toBe(false);
});

it('takes damaged content for none, and keeps it anew', async () => {
  await keepAll({ a: bytes(1) });
  const [file] = await contentFiles();
  await writeFile(file, bytes(2));
  expect(await new FolderStore(folder()).recall('a')).toBeUndefined();
  await keepAll({ a: bytes(1) });
  expect(await readFile(file)).toEqual(Buffer.from(bytes(1)));
  expect(await new FolderStore(folder()).recall('a')).toEqual(Buffer.from(bytes(1)));
});

it('forgets the oldest beyond its bound, from the disk too', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'], now: 1e12 });
  try {
    for (const [i, key] of ['a', 'b', 'c'].entries()) {
      jest.setSystemTime(1e12 + i);
      await keepAll({ [key]: bytes(i, 100) }, 200);
    }
  } finally {
    jest.useRealTimers();
  }
  const later = new FolderStore(folder());
  expect(await later.recall('a')).toBeUndefined();
  expect(await later.recall('b')).toHaveLength(100);
  expect(await later.recall('c')).toHaveLength(100);
  expect(await contentFiles()).toHaveLength(2);
});

it('serves two runs at once', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => keepAll({ shared: bytes(9, 5000), [`own${i}`]: bytes(i) })));
  const later = new FolderStore(folder());
  expect(await later.recall('shared')).toHaveLength(5000);
  for (let i = 0; i < 8; i++) expect(await later.recall(`own${i}`)).toEqual(Buffer.from(bytes(i)));
});

it('does without a folder that is a file', async () => {
  await writeFile(folder(), 'not a folder');
  await keepAll({ a: bytes(1) });
  expect(await new FolderStore(folder()).recall('a')).toBeUndefined();
  expect(await readFile(folder(), 'utf8')).toBe('not a folder');
});
