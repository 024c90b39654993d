import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTogether } from './write-together';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'together-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('shows all files at the end, and gives what the work gives', async () => {
  const given = await writeTogether(root, undefined, async (files) => {
    await files.write('x', 'a', 'a');
    await files.write('x', 'b', 'b');
    expect(readdirSync(root).filter((name) => !name.startsWith('.'))).toEqual([]);
    return 7;
  });
  expect([given, readdirSync(root)]).toEqual([7, ['a', 'b']]);
});

it('leaves nothing where the work throws', async () => {
  const work = writeTogether(join(root, 'new'), undefined, async (files) => {
    await files.write('x', 'a', 'a');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(readdirSync(root)).toEqual([]);
});

it('leaves nothing at once where a signal ends it, whatever the work does then', async () => {
  const abort = new AbortController();
  const work = writeTogether(root, abort.signal, async (files) => {
    await files.write('x', 'a', 'a');
    expect(readdirSync(root)).toHaveLength(1);
    abort.abort(new Error('stopped'));
    expect(readdirSync(root)).toEqual([]);
  });
  await expect(work).rejects.toThrow('stopped');
  expect(readdirSync(root)).toEqual([]);
});

it('does not mind a signal behind its end', async () => {
  const abort = new AbortController();
  await writeTogether(root, abort.signal, async (files) => void (await files.write('x', 'a', 'a')));
  abort.abort();
  expect(readdirSync(root)).toEqual(['a']);
});
