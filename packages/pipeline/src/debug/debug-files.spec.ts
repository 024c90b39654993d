import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDebugFiles } from './debug-files';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'debug-files-'))));
afterEach(() => rmSync(root, { recursive: true }));

const file = (name: string, text: string) => ({ name, content: async () => Promise.resolve(Buffer.from(text)) });
const found = { found: 1, diagnostics: [] };

it('writes files and folders together, and says where they are', async () => {
  const folder = join(root, 'made/here');
  const saved = await withDebugFiles(folder, undefined, async (files) => {
    await files.write([file('a.txt', 'a')]);
    await files.writeInto('sub', [file('b.txt', 'b')]);
    expect(readdirSync(folder).some((name) => name === 'a.txt')).toBe(false);
    return found;
  });
  expect(saved).toEqual({ ...found, files: [join(folder, 'a.txt'), join(folder, 'sub/b.txt')] });
  expect(readFileSync(join(folder, 'sub/b.txt'), 'utf8')).toBe('b');
});

it('writes nothing where the work fails, or is ended', async () => {
  const failing = withDebugFiles(join(root, 'x'), undefined, async (files) => {
    await files.write([file('a.txt', 'a')]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const abort = new AbortController();
  const ended = withDebugFiles(join(root, 'y'), abort.signal, async (files) => {
    await files.write([file('a.txt', 'a')]);
    abort.abort();
    return found;
  });
  await expect(ended).rejects.toThrow();
  expect(readdirSync(root)).toEqual([]);
});
