import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as Fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { tryWriteWhole, writeWhole } from './write-whole';

let root: string;
const at = (name: string) => join(root, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'whole-'))));
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

it('writes pieces one behind the other, into nothing and over what is there, and leaves nothing else', () => {
  writeWhole(at('f'), ['ab', Uint8Array.of(99)]);
  expect(text('f')).toBe('abc');
  writeWhole(at('f'), []);
  expect([text('f'), readdirSync(root)]).toEqual(['', ['f']]);
});

it('keeps who may read the file that is there', () => {
  writeFileSync(at('f'), 'old');
  chmodSync(at('f'), 0o640);
  writeWhole(at('f'), ['new']);
  expect([text('f'), statSync(at('f')).mode & 0o777]).toEqual(['new', 0o640]);
});

it('writes behind a link, to a file and to nothing yet', () => {
  mkdirSync(at('far'));
  writeFileSync(at('far/f'), 'old');
  symlinkSync('far/f', at('link'));
  symlinkSync('far/g', at('dangling'));
  writeWhole(at('link'), ['new']);
  writeWhole(at('dangling'), ['newer']);
  expect([text('far/f'), text('far/g')]).toEqual(['new', 'newer']);
  for (const name of ['link', 'dangling']) expect(lstatSync(at(name)).isSymbolicLink()).toBe(true);
});

it('writes to a device, which is none that another may take the place of', () => {
  writeFileSync(at('device'), 'old');
  const before = statSync(at('device'));
  const fs = jest.requireActual<typeof Fs>('node:fs');
  const device = Object.assign(Object.create(before) as Fs.Stats, {
    isFile: () => false,
    isCharacterDevice: () => true,
  });
  jest.spyOn(fs, 'statSync').mockReturnValue(device);
  writeWhole(at('device'), ['new', 'er']);
  jest.restoreAllMocks();
  expect([text('device'), statSync(at('device')).ino, readdirSync(root)]).toEqual(['newer', before.ino, ['device']]);
});

it.each([
  ['a folder', 'a folder stands in its place'],
  ['a pipe', 'a device, a named pipe or a socket stands in its place'],
  ['a circle', 'its links lead round in a circle'],
  ['none/f', 'nothing can be made there'],
  [`${'x'.repeat(300)}`, 'the name is too long'],
  ['file/f', 'a part of the path is a file'],
])('says why %.20s is not written', (name, reason) => {
  mkdirSync(at('a folder'));
  writeFileSync(at('file'), '');
  symlinkSync('a circle', at('a circle'));
  spawnSync('mkfifo', [at('a pipe')]);
  const before = readdirSync(root);
  expect(tryWriteWhole(at(name), ['x'])?.reason).toBe(reason);
  expect(() => writeWhole(at(name), ['x'])).toThrow(DiagnosticError);
  expect(() => writeWhole(at(name), ['x'])).toThrow(`cannot write "${at(name)}": ${reason}`);
  expect(readdirSync(root)).toEqual(before);
});

it('does not take the place of a file that may not be written to', () => {
  writeFileSync(at('f'), 'old');
  const fs = jest.requireActual<typeof Fs>('node:fs');
  jest.spyOn(fs, 'accessSync').mockImplementation((_, mode) => {
    if (mode === fs.constants.W_OK) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
  });
  expect(tryWriteWhole(at('f'), ['new'])).toMatchObject({ reason: 'permission denied', cause: { code: 'EACCES' } });
  expect([text('f'), readdirSync(root)]).toEqual(['old', ['f']]);
  expect(tryWriteWhole(at('g'), ['new'])).toBeUndefined();
});

it('leaves nothing half-written where the disk is full', () => {
  writeFileSync(at('f'), 'old');
  const fs = jest.requireActual<typeof Fs>('node:fs');
  jest.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  expect(tryWriteWhole(at('f'), ['new'])?.reason).toBe('the disk is full');
  expect([text('f'), readdirSync(root)]).toEqual(['old', ['f']]);
});
