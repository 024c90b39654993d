import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const NAME = /^\.writing-([0-9a-f]{8})-(\d+)-/;

/** The name of a folder that only one run of this process writes into, with the process in it. */
export function asideName(): string {
  return `.writing-${herd()}-${process.pid}-${randomUUID()}`;
}

/**
 * Removes from `folder` what runs have left whose process was killed. Only those go whose number was given by the same
 * table of processes as this one's and belongs to nobody now; another computer's, another container's, and those of a
 * number that is taken again, stay. Links are removed, not followed. Nothing that stands in the way is an error.
 */
export function clearAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, place, pid] = NAME.exec(name) ?? [];
    if (place !== herd() || isAlive(Number(pid))) continue;
    quietly(() => rmSync(join(folder, name), { recursive: true, force: true }));
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
