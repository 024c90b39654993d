import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { behindLinks } from './behind-links';

let root: string;
const at = (name: string) => join(root, name);
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'links-')));
  mkdirSync(at('far/inner'), { recursive: true });
  writeFileSync(at('far/file'), '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('leaves a file, a folder and nothing as they are', () => {
  for (const name of ['far/file', 'far', 'none', 'none/none', 'far/file/x'])
    expect(behindLinks(at(name))).toBe(at(name));
});

it('follows links to a file, one behind the other, and to nothing yet', () => {
  symlinkSync('far/file', at('one'));
  symlinkSync(at('one'), at('two'));
  symlinkSync('far/new', at('dangling'));
  expect(['one', 'two', 'dangling'].map((name) => behindLinks(at(name)))).toEqual([
    at('far/file'),
    at('far/file'),
    at('far/new'),
  ]);
});

it('starts where a link lies, and not where its folder is called from', () => {
  symlinkSync('far/inner', at('folder'));
  symlinkSync('../file', at('far/inner/up'));
  expect(behindLinks(at('folder/up'))).toBe(at('far/file'));
});

it('ends where links go round in a circle', () => {
  symlinkSync('b', at('a'));
  symlinkSync('a', at('b'));
  expect([at('a'), at('b')]).toContain(behindLinks(at('a')));
});
