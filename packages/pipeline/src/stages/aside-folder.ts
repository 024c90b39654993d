import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { systemCode } from '@openbpu/guard';

const NAME = /^\.(writing|publishing)-([0-9a-f]{8})-(\d+)-/;

/** Names the files that go when a set is published; no file of a set is called so. */
const WITHDRAWN = '.withdrawn';

/** Names the folders that others have taken the place of; no folder of a set is called so. */
const REPLACED = '.replaced-';

/** How often another run may put a folder of the same name there first. */
const MOST_TURNS = 100;

/** The name of a folder that only one run of this process writes into, with the process in it. */
export function asideName(): string {
  return `.writing-${herd()}-${process.pid}-${randomUUID()}`;
}

/**
 * Moves a whole set from its aside folder to its places in `folder`. From the first rename on the set counts as
 * published: where the process is killed between two files, `clearAbandoned` of the next run moves the rest.
 */
export function publishSet(folder: string, aside: string, withdrawn: readonly string[]): void {
  writeFileSync(join(folder, aside, WITHDRAWN), JSON.stringify(withdrawn));
  const set = aside.replace('.writing-', '.publishing-');
  renameSync(join(folder, aside), join(folder, set));
  finish(folder, set);
}

function finish(folder: string, set: string): void {
  const withdrawn = JSON.parse(readFileSync(join(folder, set, WITHDRAWN), 'utf8')) as readonly string[];
  for (const entry of readdirSync(join(folder, set), { withFileTypes: true })) {
    if (entry.name === WITHDRAWN || entry.name.startsWith(REPLACED)) continue;
    const place = join(folder, entry.name);
    if (entry.isDirectory()) replaceFolder(join(folder, set), entry.name, place);
    else renameSync(join(folder, set, entry.name), place);
  }
  for (const name of withdrawn.filter((each) => basename(each) === each)) rmSync(join(folder, name), { force: true });
  rmSync(join(folder, set), { recursive: true });
}

/** Moves a folder of a set to its place; what stands there goes first, and what other runs put there meanwhile. */
function replaceFolder(set: string, name: string, place: string): void {
  for (let turn = 0; ; turn++) {
    quietly(() => renameSync(place, join(set, `${REPLACED}${turn}-${name}`)));
    try {
      return renameSync(join(set, name), place);
    } catch (error) {
      if (turn === MOST_TURNS || !THERE.has(systemCode(error) ?? '')) throw error;
    }
  }
}

/** What the system says of a folder that is there already. */
const THERE = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/**
 * Removes from `folder` what runs have left whose process was killed, and finishes the sets that they were publishing.
 * Only those are touched whose number was given by the same table of processes as this one's and belongs to nobody now;
 * another computer's, another container's, and those of a number that is taken again, stay. Links are removed, not
 * followed. Nothing that stands in the way is an error.
 */
export function clearAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const parts = NAME.exec(name);
    if (!parts) continue;
    const [, state, place, pid] = parts;
    if (place !== herd() || isAlive(Number(pid))) continue;
    if (state === 'publishing' && lstatSync(join(folder, name)).isDirectory()) quietly(() => finish(folder, name));
    else quietly(() => rmSync(join(folder, name), { recursive: true }));
  }
}

/** Which table of processes numbers this process: the computer since it was started, and the container. */
function herd(): string {
  const parts = [
    hostname(),
    quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    quietly(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function namesIn(folder: string): readonly string[] {
  return quietly(() => readdirSync(folder)) ?? [];
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
