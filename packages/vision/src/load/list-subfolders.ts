import { readdirSync } from 'node:fs';

/** Names of the folders in `folder` that are not hidden, sorted: what is in them is no file of `folder`. */
export function listSubfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}
