import { spawnSync } from 'node:child_process';
import type * as Fs from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import type * as Os from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asideName, clearAbandoned, publishSet } from './aside-folder';

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
      `x${withPid(gone)}`,
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

it('keeps what belongs to a process of another user', async () => {
  const name = await folder(withPid(dead()));
  const kill = jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  });
  clearAbandoned(root);
  kill.mockRestore();
  expect(await readdir(root)).toEqual([name]);
});

describe('the name of a folder', () => {
  afterEach(() => jest.restoreAllMocks());
  const herd = () => asideName().split('-')[1];
  const os = jest.requireActual<typeof Os>('node:os');
  const fs = jest.requireActual<typeof Fs>('node:fs');

  it('is another on another computer, after a start and in a container', () => {
    const own = herd();
    expect(herd()).toBe(own);
    jest.spyOn(os, 'hostname').mockReturnValue('elsewhere');
    const elsewhere = herd();
    jest.spyOn(fs, 'readFileSync').mockReturnValue('restarted');
    const restarted = herd();
    jest.spyOn(fs, 'readlinkSync').mockReturnValue('pid:[1]');
    const contained = herd();
    expect(new Set([own, elsewhere, restarted, contained]).size).toBe(4);
  });

  it('is there where the system tells nothing of itself', () => {
    const refuse = () => {
      throw new Error('no such file');
    };
    jest.spyOn(fs, 'readFileSync').mockImplementation(refuse);
    jest.spyOn(fs, 'readlinkSync').mockImplementation(refuse);
    expect(herd()).toMatch(/^[0-9a-f]{8}$/);
  });
});

it('gives no two runs one folder', () => {
  expect(asideName()).not.toBe(asideName());
});

it('puts no file in the place of a folder, which may hold what is precious', async () => {
  const aside = await folder(asideName());
  await writeFile(join(root, aside, 'net.bin'), 'new');
  await folder('net.bin');
  expect(() => publishSet(root, aside, [])).toThrow();
  expect(await readdir(join(root, 'net.bin'), { recursive: true })).toEqual(['data', 'data/a.bin']);
});

it('finishes a set whose process was killed between two files, and withdraws nothing outside', async () => {
  const set = await folder(withPid(dead()).replace('writing', 'publishing'));
  await writeFile(join(root, set, 'net.bin'), 'new');
  await writeFile(join(root, set, '.withdrawn'), JSON.stringify(['stale.txt', '../keep.txt']));
  await folder('.');
  await writeFile(join(root, 'data/old.bin'), 'x');
  for (const name of ['net.json', 'stale.txt', '../keep.txt']) await writeFile(join(root, name), 'x');
  clearAbandoned(root);
  expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/a.bin', 'net.bin', 'net.json']);
  await rm(join(root, '../keep.txt'));
});

it('leaves a set that lives, and one that is only a link', async () => {
  const own = asideName().replace('writing', 'publishing');
  await folder(own);
  await folder('precious');
  const link = withPid(dead()).replace('writing', 'publishing');
  await symlink(join(root, 'precious'), join(root, link));
  clearAbandoned(root);
  expect((await readdir(root)).sort()).toEqual([own, 'precious'].sort());
});

it('publishes a set as a whole', async () => {
  const name = await folder(asideName());
  await writeFile(join(root, 'stale.txt'), 'x');
  publishSet(root, name, ['stale.txt', 'absent.txt']);
  expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/a.bin']);
});

describe('a folder whose place another run takes meanwhile', () => {
  const fs = jest.requireActual<typeof Fs>('node:fs');
  const { renameSync } = fs;
  afterEach(() => jest.restoreAllMocks());

  /** Puts another folder there as often as the place becomes free. */
  function rival(times: number) {
    const place = join(root, 'data');
    let left = times;
    return jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      renameSync(from, to);
      if (from !== place || left-- <= 0) return;
      fs.mkdirSync(place);
      fs.writeFileSync(join(place, 'rival.bin'), 'x');
    });
  }

  it('has it in the end, and leaves nothing of the others', async () => {
    await folder('.');
    const name = await folder(asideName());
    await writeFile(join(root, name, 'data/own.bin'), 'x');
    rival(3);
    publishSet(root, name, []);
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/a.bin', 'data/own.bin']);
  });

  it('does not try for ever', async () => {
    await folder('.');
    const name = await folder(asideName());
    const tries = rival(Infinity);
    expect(() => publishSet(root, name, [])).toThrow(/ENOTEMPTY|EEXIST/);
    expect(tries.mock.calls.length).toBeLessThan(1000);
  });

  it('stops at once where the system says anything else', async () => {
    const name = await folder(asideName());
    const tries = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (to === join(root, 'data')) throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
      renameSync(from, to);
    });
    expect(() => publishSet(root, name, [])).toThrow('EROFS');
    expect(tries.mock.calls.filter(([, to]) => to === join(root, 'data'))).toHaveLength(1);
  });

  it('takes the place of a file, and of a link without what is behind it', async () => {
    await folder('precious');
    const name = await folder(asideName());
    await mkdir(join(root, name, 'more'));
    await writeFile(join(root, 'more'), 'a file');
    await symlink(join(root, 'precious'), join(root, 'data'));
    publishSet(root, name, []);
    expect((await readdir(root, { recursive: true })).sort()).toEqual([
      'data',
      'data/a.bin',
      'more',
      'precious',
      'precious/data',
      'precious/data/a.bin',
    ]);
  });

  it('is what a set has that was left with what it had put away already', async () => {
    const set = await folder(withPid(dead()).replace('writing', 'publishing'));
    await writeFile(join(root, set, '.withdrawn'), '[]');
    await mkdir(join(root, set, '.replaced-0-data'));
    await writeFile(join(root, set, '.replaced-0-data/old.bin'), 'x');
    await folder('.');
    await writeFile(join(root, 'data/newer.bin'), 'x');
    clearAbandoned(root);
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['data', 'data/a.bin']);
  });
});
