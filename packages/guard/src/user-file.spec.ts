import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILE_KINDS } from './file-kinds';
import { openUserFile, readUserFile } from './user-file';

let folder: string;
const at = (name: string) => join(folder, name);
const unix = process.platform === 'win32' ? it.skip : it;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-file-'));
  writeFileSync(at('a'), Uint8Array.of(1, 2, 3, 4));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string) => readUserFile(file, FILE_KINDS.labels);
const TINY = { role: 'note', most: 4 };

it('reads a plain file, also behind a link, up to the bound of its kind', () => {
  symlinkSync(at('a'), at('link'));
  expect([...readUserFile(at('link'), TINY)]).toEqual([1, 2, 3, 4]);
  const { size, read } = openUserFile(at('a'), TINY);
  expect([size, ...read(1, 2)]).toEqual([4, 2, 3]);
  writeFileSync(at('five'), new Uint8Array(5));
  expect(() => readUserFile(at('five'), TINY)).toThrow(/GRD003 .*note ".*five" has 5 bytes, and may have 4/);
});

it('refuses a sparse file of a terabyte before it reads any of it', () => {
  writeFileSync(at('sparse'), '');
  truncateSync(at('sparse'), 2 ** 40);
  expect(() => read(at('sparse'))).toThrow(/GRD003/);
});

it('says what stands in the place of a file', () => {
  expect(() => read(at('absent'))).toThrow(/GRD001 .*label file ".*absent" does not exist/);
  expect(() => read('~/x')).toThrow(/hint: the shell leaves ~/);
  expect(() => read(folder)).toThrow(/GRD002 .*it is a folder/);
  expect(() => read(at('a/b'))).toThrow(/GRD002 .*a part of the path is a file/);
  expect(() => read('a\0b')).toThrow(/GRD002 .*zero byte/);
  expect(() => read(at('x'.repeat(300)))).toThrow(/GRD002 .*the name is too long/);
});

unix('refuses pipes, devices, sockets and links in a circle at once', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  mkdirSync(at('circle'));
  symlinkSync(at('circle/b'), at('circle/a'));
  symlinkSync(at('circle/a'), at('circle/b'));
  symlinkSync('/dev/zero', at('zero'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  expect(() => read(at('pipe'))).toThrow(/GRD002 .*named pipe/);
  expect(() => read(at('circle/a'))).toThrow(/GRD002 .*circle/);
  expect(() => read(at('zero'))).toThrow(/GRD002 .*device/);
  expect(() => read(at('socket'))).toThrow(/GRD002 .*socket/);
  await new Promise((resolve) => server.close(resolve));
});

(process.platform === 'linux' ? it : it.skip)('refuses files that hold more than they say', () => {
  expect(() => read('/proc/self/status')).toThrow(/GRD002 .*it changed while it was read/);
});

it('notices a file that changes between the look and the reading', () => {
  const changed = (name: string, change: (file: string) => void) => {
    writeFileSync(at(name), 'four');
    utimesSync(at(name), 5, 5);
    const file = openUserFile(at(name), FILE_KINDS.labels);
    change(at(name));
    return () => file.read(0, 4);
  };
  expect(changed('shorter', (file) => truncateSync(file, 2))).toThrow(/GRD002 .*it became shorter/);
  expect(changed('longer', (file) => keepingTime(file, () => appendFileSync(file, 'x')))).toThrow(
    /GRD002 .*it changed/,
  );
  expect(changed('touched', (file) => utimesSync(file, 1, 1))).toThrow(/GRD002 .*it changed/);
  expect(changed('gone', (file) => rmSync(file))).toThrow(/GRD001/);
  expect(changed('folder', (file) => (rmSync(file), mkdirSync(file)))).toThrow(/GRD002 .*it is a folder/);
});

/** Only the size tells of the change. */
function keepingTime(file: string, change: () => void): void {
  const { atime, mtime } = statSync(file);
  change();
  utimesSync(file, atime, mtime);
}
