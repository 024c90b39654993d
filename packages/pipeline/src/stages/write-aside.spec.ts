import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WriteAside } from './write-aside';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'aside-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

it('shows nothing before it publishes, then everything at once', async () => {
  const folder = join(root, 'a/b');
  const files = new WriteAside(folder);
  const record = await files.write('bin', 'm.bin', Uint8Array.of(1, 2, 3));
  await files.write('record', 'm.json', '{}');
  await files.writeData('data/x/0.npy', Uint8Array.of(9));
  expect((await readdir(folder)).every((name) => name.startsWith('.writing-'))).toBe(true);
  files.publish();
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'data',
    'data/x',
    'data/x/0.npy',
    'm.bin',
    'm.json',
  ]);
  expect(record).toEqual({
    kind: 'bin',
    file: 'm.bin',
    bytes: 3,
    sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
  });
  expect(files.records.map(({ file }) => file)).toEqual(['m.bin', 'm.json']);
});

it('writes parts one after the other', async () => {
  const files = new WriteAside(join(root, 'a'));
  const whole = await files.write('bin', 'whole.bin', Uint8Array.of(1, 2, 3));
  const parts = await files.write('bin', 'parts.bin', [Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)]);
  files.publish();
  expect({ ...parts, file: whole.file }).toEqual(whole);
  expect([...(await readFile(join(root, 'a/parts.bin')))]).toEqual([1, 2, 3]);
});

it('leaves nothing when it is discarded, not even the folders it made', async () => {
  const files = new WriteAside(join(root, 'a/b'));
  await files.write('bin', 'm.bin', 'x');
  files.discard();
  expect(await readdir(root)).toEqual([]);
  files.discard();
});

it('writes nothing any more once it is discarded', async () => {
  const files = new WriteAside(join(root, 'a'));
  const late = files.write('bin', 'm.bin', 'x');
  files.discard();
  await late;
  await files.write('bin', 'n.bin', 'x');
  expect(await readdir(root)).toEqual([]);
});

it('leaves a folder that was there, empty as it was, when data is discarded', async () => {
  await mkdir(join(root, 'a'));
  const files = new WriteAside(join(root, 'a'));
  await files.writeData('data/0.npy', Uint8Array.of(1));
  await files.writeData('more/0.npy', Uint8Array.of(1));
  files.discard();
  expect(await readdir(root, { recursive: true })).toEqual(['a']);
});

it('leaves an earlier run as it was when it is discarded', async () => {
  await mkdir(join(root, 'data'));
  await writeFile(join(root, 'm.bin'), 'old');
  await writeFile(join(root, 'data/7.npy'), 'old');
  const files = new WriteAside(root);
  await files.write('bin', 'm.bin', 'new');
  await files.writeData('data/0.npy', Uint8Array.of(1));
  files.discard();
  expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/7.npy', 'm.bin']);
  expect(await readFile(join(root, 'm.bin'), 'utf8')).toBe('old');
});

it('replaces the files of an earlier run, and its data folders as a whole', async () => {
  await mkdir(join(root, 'data'));
  await writeFile(join(root, 'data/7.npy'), 'old');
  await writeFile(join(root, 'm.bin'), 'old');
  const files = new WriteAside(root);
  await files.write('bin', 'm.bin', 'new');
  await files.writeData('data/0.npy', Uint8Array.of(1));
  files.publish();
  files.discard();
  expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/0.npy', 'm.bin']);
  expect(await readFile(join(root, 'm.bin'), 'utf8')).toBe('new');
});

it('withdraws a file of an earlier run when it publishes, not before', async () => {
  await writeFile(join(root, 'old.txt'), 'old');
  const files = new WriteAside(root);
  files.withdraw('old.txt');
  files.withdraw('absent.txt');
  const before = files.records;
  await files.write('bin', 'm.bin', 'x');
  expect([before, await readFile(join(root, 'old.txt'), 'utf8')]).toEqual([[], 'old']);
  files.publish();
  expect(await readdir(root)).toEqual(['m.bin']);
});

it('withdraws even where it has written nothing', async () => {
  await writeFile(join(root, 'old.txt'), 'old');
  const files = new WriteAside(root);
  for (const file of ['old.txt', 'absent.txt']) files.withdraw(file);
  files.publish();
  expect(await readdir(root)).toEqual([]);
});

it('publishes nothing where a folder stands in the place of a file', async () => {
  await mkdir(join(root, 'm.json'));
  const files = new WriteAside(root);
  await files.write('bin', 'm.bin', 'x');
  await files.write('record', 'm.json', '{}');
  expect(() => files.publish()).toThrow(/^PIP006 error {3}cannot write "[^"]*m\.json": a folder stands in its place/);
  files.discard();
  expect(await readdir(root)).toEqual(['m.json']);
});

it('publishes nothing where something else than a file stands in the place of one', async () => {
  spawnSync('mkfifo', [join(root, 'm.json')]);
  const files = new WriteAside(root);
  await files.write('bin', 'm.bin', 'x');
  await files.write('record', 'm.json', '{}');
  expect(() => files.publish()).toThrow(/m\.json": a device, a named pipe or a socket stands in its place/);
  files.discard();
  expect(await readdir(root)).toEqual(['m.json']);
});

it('takes the place of a link that leads nowhere or round in a circle', async () => {
  await symlink('nowhere', join(root, 'a'));
  await symlink('b', join(root, 'b'));
  const files = new WriteAside(root);
  for (const name of ['a', 'b']) await files.write('bin', name, name);
  files.publish();
  expect(await Promise.all(['a', 'b'].map((name) => readFile(join(root, name), 'utf8')))).toEqual(['a', 'b']);
});

it('tells what the system says against publishing', async () => {
  await mkdir(join(root, 'stale'));
  for (const write of [false, true]) {
    const files = new WriteAside(root);
    if (write) await files.write('bin', 'm.bin', 'x');
    files.withdraw('stale');
    expect(() => files.publish()).toThrow(/^PIP006 error {3}cannot write "/);
    files.discard();
  }
});

it('keeps the working folder that it made, once it has published', async () => {
  const files = new WriteAside(join(root, 'a/b'));
  await files.write('bin', 'm.bin', 'x');
  files.publish();
  await rm(join(root, 'a/b/m.bin'));
  files.discard();
  expect(await readdir(root, { recursive: true })).toEqual(['a', 'a/b']);
});

it('clears what a killed run has left, and nothing of a run at the same time', async () => {
  const [first, second] = [new WriteAside(root), new WriteAside(root)];
  await first.write('bin', 'a.bin', 'x');
  const [own] = await readdir(root);
  await mkdir(join(root, own.replace(`-${process.pid}-`, `-${spawnSync(process.execPath, ['-e', '']).pid}-`)));
  await second.write('bin', 'b.bin', 'y');
  expect(await readdir(root)).toHaveLength(2);
  for (const files of [first, second]) files.publish();
  expect((await readdir(root)).sort()).toEqual(['a.bin', 'b.bin']);
});

it('says so when the folder is a file', async () => {
  await writeFile(join(root, 'f'), '');
  const files = new WriteAside(join(root, 'f'));
  await expect(files.write('bin', 'm.bin', 'x')).rejects.toThrow(
    /PIP006 error {3}cannot write "[^"]*f\/m\.bin": a file stands where a folder is needed/,
  );
  files.discard();
  expect(await readdir(root)).toEqual(['f']);
});
