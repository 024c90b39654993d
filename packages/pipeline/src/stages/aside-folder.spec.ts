import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asideName, clearAbandoned } from './aside-folder';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'abandoned-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

/** The number of a process that has ended. */
const dead = () => spawnSync(process.execPath, ['-e', '']).pid;
const withPid = (pid: number) => asideName().replace(`-${process.pid}-`, `-${pid}-`);

async function folder(name: string): Promise<string> {
  await mkdir(join(root, name, 'data'), { recursive: true });
  await writeFile(join(root, name, 'data/a.bin'), 'x');
  return name;
}

it('removes what a run left whose process is gone', async () => {
  await folder(withPid(dead()));
  await folder(withPid(dead()));
  await folder('data');
  clearAbandoned(root);
  expect(await readdir(root)).toEqual(['data']);
});

it(
  'keeps what belongs to this process, to another that lives, to another computer, and to ' + 'nobody it knows',
  async () => {
    const gone = dead();
    const kept = [
      asideName(),
      withPid(process.ppid),
      withPid(gone).replace(/^\.writing-[0-9a-f]{8}/, '.writing-00000000'),
      '.writing-note',
      `.writing-${gone}`,
    ];
    for (const name of kept) await folder(name);
    clearAbandoned(root);
    expect((await readdir(root)).sort()).toEqual([...kept].sort());
  },
);

it('removes a link and nothing behind it', async () => {
  await folder('precious');
  await symlink(join(root, 'precious'), join(root, withPid(dead())));
  clearAbandoned(root);
  expect((await readdir(root, { recursive: true })).sort()).toEqual([
    'precious',
    'precious/data',
    'precious/data/a.bin',
  ]);
});

it('takes a folder that is not there, or is a file, for an empty one', async () => {
  await writeFile(join(root, 'f'), '');
  for (const name of ['absent', 'f']) expect(() => clearAbandoned(join(root, name))).not.toThrow();
});

it('gives no two runs one folder', () => {
  expect(asideName()).not.toBe(asideName());
});
