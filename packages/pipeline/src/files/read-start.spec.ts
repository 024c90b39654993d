import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStart } from './read-start';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'start-'))));
afterAll(() => rm(folder, { recursive: true }));

it.each([
  [0, 0],
  [10, 10],
  [100, 100],
  [200_000, 100],
])('of %i bytes gives %i, at most 100', async (size, given) => {
  const bytes = Buffer.from(Array.from({ length: size }, (_, i) => i % 251));
  await writeFile(join(folder, 'f'), bytes);
  expect(await readStart(join(folder, 'f'), 100)).toEqual(bytes.subarray(0, given));
});

(process.platform === 'linux' ? it : it.skip)('ends where the file does not', async () => {
  expect(await readStart('/dev/zero', 3)).toEqual(Buffer.alloc(3));
});

it('rejects what cannot be read', async () => {
  await expect(readStart(join(folder, 'absent'), 1)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readStart(folder, 1)).rejects.toMatchObject({ code: 'EISDIR' });
});
