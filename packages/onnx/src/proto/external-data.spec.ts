import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { externalDataLoader } from './external-data';

describe('externalDataLoader', () => {
  let root: string;
  let folder: string;

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'openbpu-external-'));
    folder = path.join(root, 'model');
    mkdirSync(path.join(folder, 'sub'), { recursive: true });
    writeFileSync(path.join(root, 'secret'), 'secret');
    writeFileSync(path.join(folder, 'w.bin'), Uint8Array.of(0, 1, 2, 3, 4, 5));
    writeFileSync(path.join(folder, '..hidden'), 'x');
    symlinkSync(path.join(root, 'secret'), path.join(folder, 'link'));
    symlinkSync('../w.bin', path.join(folder, 'sub', 'inside'));
    symlinkSync(root, path.join(folder, 'up'));
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it('reads a part, the rest, and through links that stay inside', () => {
    const load = externalDataLoader(folder);
    expect(Array.from(load({ location: 'w.bin', offset: 1, length: 2 }))).toEqual([1, 2]);
    expect(Array.from(load({ location: './sub/../w.bin', offset: 4 }))).toEqual([4, 5]);
    expect(Array.from(load({ location: 'sub/inside', offset: 5 }))).toEqual([5]);
    expect(Array.from(load({ location: '..hidden', offset: 0 }))).toEqual([120]);
    expect(load({ location: 'w.bin', offset: 6 })).toHaveLength(0);
    expect(Array.from(load({ location: 'w.bin', offset: 1, length: 2, wanted: 2 }))).toEqual([1, 2]);
    expect(Array.from(load({ location: 'w.bin', offset: 4, wanted: 2 }))).toEqual([4, 5]);
  });

  it.each([
    '../secret',
    'sub/../../secret',
    'link',
    'up/secret',
    '..',
    '',
    '.',
    '/etc/passwd',
    'C:\\data',
    'a\0b',
    '../none',
    '/none',
  ])('refuses %j', (location) => {
    expect(() => externalDataLoader(folder)({ location, offset: 0 })).toThrow('ONX007');
  });

  it.each([
    ['a missing file', { location: 'none', offset: 0 }, 'it does not exist'],
    ['a folder', { location: 'sub', offset: 0 }, 'it is a folder'],
    ['a length beyond the end', { location: 'w.bin', offset: 4, length: 3 }, '6 bytes'],
    ['an offset beyond the end', { location: 'w.bin', offset: 7 }, '6 bytes, and 0 are wanted from byte 7'],
    ['nothing of what is beyond the end', { location: 'w.bin', offset: 7, length: 0 }, '6 bytes, and 0 are wanted'],
    ['a rest that is longer than wanted', { location: 'w.bin', offset: 2, wanted: 3 }, '6 bytes, and 3 are wanted'],
    ['a rest that is shorter than wanted', { location: 'w.bin', offset: 2, wanted: 5 }, '6 bytes, and 5 are wanted'],
  ])('refuses %s', (_, at, why) => {
    expect(() => externalDataLoader(folder)(at)).toThrow(why);
  });
});
