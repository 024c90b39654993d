import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeBy } from './made-by';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'made-by-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function built(home: string, at: number): Promise<void> {
  const dist = join(folder, home, 'dist');
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, 'tsconfig.tsbuildinfo'), '');
  await utimes(join(dist, 'tsconfig.tsbuildinfo'), at, at);
}

it('names tool and engine', () => {
  expect(madeBy()).toEqual([{ openbpu: expect.any(String) }, process.version, expect.any(Number)]);
});

it('follows the last build of a workspace', async () => {
  await writeFile(join(folder, 'tsconfig.base.json'), '{}');
  await mkdir(join(folder, 'packages/never-built'), { recursive: true });
  await built('packages/a', 1000);
  await built('plugins/b', 3000);
  await built('packages/c', 2000);
  const inside = join(folder, 'packages/a/dist');
  expect(madeBy(inside).at(-1)).toBe(3000 * 1000);
  await built('packages/a', 4000);
  expect(madeBy(inside).at(-1)).toBe(4000 * 1000);
});

it('knows of no build outside a workspace', () => expect(madeBy(folder).at(-1)).toBe(0));
