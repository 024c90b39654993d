import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleFolder } from './module-folder.fixture';
import { hashOf } from './module-hash';

let folder: ModuleFolder;
beforeEach(() => (folder = new ModuleFolder()));
afterEach(() => folder.close());

it('is that of the file where it is alone, whatever packages it imports', () => {
  const text = `import { z } from 'zod';\nimport './gone.js';\nexport default 1;`;
  const file = folder.put('a.ts', text);
  expect(hashOf(file)).toBe(createHash('sha256').update(text).digest('hex'));
});

it.each([
  `import { b } from './b.ts';`,
  `import { b } from './b';`,
  `import './b.ts';`,
  `const b = await import("./b.ts");`,
  `const b = require('./b');`,
  `export * from './inner';`,
  `export * from './b.ts';\nimport './a.ts';`,
])('is that of all files that belong to it: %s', (text) => {
  const file = folder.put('a.ts', text);
  mkdirSync(join(folder.folder, 'inner'));
  const inner = (body: string) => (folder.put('b.ts', body), folder.put('inner/index.ts', `import '../b';`));
  inner('export const b = 1;');
  const before = hashOf(file);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(file)).toBe(before);
  inner('export const b = 2;');
  expect(hashOf(file)).not.toBe(before);
});

it('does not depend on where the folder lies', () => {
  const put = (into: ModuleFolder) => (into.put('b.ts', ''), into.put('a.ts', `import './b';`));
  const other = new ModuleFolder();
  expect(hashOf(put(folder))).toBe(hashOf(put(other)));
  other.close();
});

it('fails where there is no file', () => expect(() => hashOf(join(folder.folder, 'gone.ts'))).toThrow(/GRD001/));
