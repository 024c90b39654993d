import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it; gives the outermost one that was made, undefined where all are there. Rejects with
 * the error of the system, where Node's own `recursive` never ends: a folder such as /proc that says of every new name
 * that it does not exist. Folders that were made before that go again.
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  const path = resolve(folder);
  if ((await stat(path).catch(() => undefined))?.isDirectory()) return undefined;
  const above = dirname(path);
  const made = above === path ? undefined : await makeFolder(above);
  try {
    await mkdir(path).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EEXIST' ? existing(path, error) : Promise.reject(error),
    );
  } catch (error) {
    for (let empty = above; made !== undefined && empty.startsWith(made); empty = dirname(empty))
      await rmdir(empty).catch(() => undefined);
    throw error;
  }
  return made ?? path;
}

/** Another run may have made the folder in the meantime; a file of its name stays an error. */
async function existing(path: string, error: Error): Promise<void> {
  if (!(await stat(path)).isDirectory()) throw error;
}
