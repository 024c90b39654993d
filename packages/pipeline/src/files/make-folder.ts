import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it; gives the outermost one that was made, undefined where all are there. At one go,
 * so that no signal comes between the folder and whoever is to remove it. Throws the error of the system, where Node's
 * own `recursive` never ends: a folder such as /proc that says of every new name that it does not exist. Folders that
 * were made before that go again.
 */
export function makeFolder(folder: string): string | undefined {
  const path = resolve(folder);
  if (isFolder(path)) return undefined;
  const above = dirname(path);
  const made = above === path ? undefined : makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made the folder in the meantime; a file of its name stays an error.
    if (isFolder(path)) return made;
    for (let empty = above; made !== undefined && empty.startsWith(made); empty = dirname(empty)) removeIfEmpty(empty);
    throw error;
  }
  return made ?? path;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Leaves a folder that somebody else has put something into. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It stays.
  }
}
