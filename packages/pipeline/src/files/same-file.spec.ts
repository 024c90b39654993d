import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { isSameFile, refuseOverSource } from './same-file';

let root: string;
const at = (name: string) => join(root, name);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'same-'));
  mkdirSync(at('d'));
  for (const name of ['a', 'b', 'd/a']) writeFileSync(at(name), 'x');
  symlinkSync('a', at('link'));
  symlinkSync('d', at('folder'));
  symlinkSync('none', at('dangling'));
  linkSync(at('a'), at('twin'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.each([
  ['a', 'a'],
  ['d/../a', 'a'],
  ['a', 'link'],
  ['link', 'twin'],
  ['d/a', 'folder/a'],
  ['none', 'd/../none'],
])('%s and %s are one', (one, other) => {
  expect(isSameFile(at(one), at(other))).toBe(true);
  expect(isSameFile(`${root}/${one}`, relative(process.cwd(), at(other)))).toBe(true);
});

it.each([
  ['a', 'b'],
  ['a', 'd/a'],
  ['a', 'none'],
  ['none', 'other'],
  ['dangling', 'none'],
])('%s and %s are two', (one, other) => expect(isSameFile(at(one), at(other))).toBe(false));

it('refuses what the new file is made of, whichever of the files it is', () => {
  const asked = { path: at('link'), flag: '--over', example: 'new.x' };
  expect(() => refuseOverSource([], asked)).not.toThrow();
  expect(() => refuseOverSource([at('b'), at('d/a')], asked)).not.toThrow();
  expect(() => refuseOverSource([at('b'), at('a')], asked)).toThrow(DiagnosticError);
  expect(() => refuseOverSource([at('a')], asked)).toThrow(
    `"${at('link')}" is what the new file is made of, and --over would write over it`,
  );
});
