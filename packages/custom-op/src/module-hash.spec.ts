import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleFolder } from './module-folder.fixture';
import { hashOf } from './module-hash';

let folder: ModuleFolder;
beforeEach(() => (folder = new ModuleFolder()));
afterEach(() => folder.close());

const put = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.folder, name)), { recursive: true });
    folder.put(name, text);
  }
  return hashOf(join(folder.folder, Object.keys(files)[0]));
};

it('is that of the file where it is alone, whatever packages it imports', async () => {
  const text = `import { z } from 'zod';\nimport './gone.js';\nexport default 1;`;
  expect(await put({ 'a.ts': text })).toBe(createHash('sha256').update(text).digest('hex'));
});

it.each([
  `import { b } from './b.ts';`,
  `import { b } from './b';`,
  `import { b } from './b.js';`,
  `import './b.ts';`,
  `const b = await import("./b.ts");`,
  'const b = await import(`./b`);',
  `const b = require('./b');`,
  `export * from './inner';`,
  `export * from './b.ts';\nimport './a.ts';`,
])('is that of all files that belong to it: %s', async (text) => {
  const hash = (body: string) => put({ 'a.ts': text, 'b.ts': body, 'inner/index.ts': `import '../b';` });
  const before = await hash('export const b = 1;');
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(await hash('export const b = 1;')).toBe(before);
  expect(await hash('export const b = 2;')).not.toBe(before);
});

it.each(['b.ts', 'b.mts', 'b.cts', 'b.tsx', 'b.js', 'b.mjs', 'b.cjs', 'b.json', 'b/index.ts', 'b/index.js'])(
  'finds %s as whoever runs the module does',
  async (name) => {
    const of = (body: string) => put({ 'a.ts': `import b from './b';`, [name]: body });
    expect(await of('1')).not.toBe(await of('2'));
  },
);

it('tells apart what is in which file', async () => {
  const text = `import './left/b';\nimport './right/b';\nimport './c';`;
  const of = (left: string, right: string, beside: string) =>
    put({ 'a.ts': text, 'left/b.ts': left, 'right/b.ts': right, 'c.ts': beside });
  const all = [await of('1', '2', '3'), await of('2', '1', '3'), await of('1', '3', '2')];
  expect(new Set(all).size).toBe(all.length);
});

it('tells two modules apart that import each other', async () => {
  const files = { 'a.ts': `import './b';\n1`, 'b.ts': `import './a';\n2` };
  const first = await put(files);
  expect(await hashOf(join(folder.folder, 'b.ts'))).not.toBe(first);
});

it('does not depend on where the folder lies', async () => {
  const other = new ModuleFolder();
  other.put('b.ts', '');
  expect(await put({ 'a.ts': `import './b';`, 'b.ts': '' })).toBe(await hashOf(other.put('a.ts', `import './b';`)));
  other.close();
});

it('fails where there is no file', () => expect(hashOf(join(folder.folder, 'gone.ts'))).rejects.toThrow(/GRD001/));
