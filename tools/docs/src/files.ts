import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts by file name: what a folder should hold, and nothing else. */
export type Files = ReadonlyMap<string, string>;

/** Names of the files in `folder` that are missing, left over, or not as they should be. `others` are not looked at. */
export function staleFiles(folder: string, files: Files, others: readonly string[] = []): readonly string[] {
  const found = existsSync(folder) ? readdirSync(folder) : [];
  const wrong = [...files.keys()].filter(
    (name) => !found.includes(name) || readFileSync(join(folder, name), 'utf8') !== files.get(name),
  );
  return [...wrong, ...found.filter((name) => !files.has(name) && !others.includes(name))].sort();
}

/** Makes `folder` hold exactly `files`, and leaves `others` alone. Gives the names that changed. */
export function writeFiles(folder: string, files: Files, others: readonly string[] = []): readonly string[] {
  const stale = staleFiles(folder, files, others);
  mkdirSync(folder, { recursive: true });
  for (const name of stale) {
    const text = files.get(name);
    if (text === undefined) rmSync(join(folder, name), { recursive: true });
    else writeFileSync(join(folder, name), text);
  }
  return stale;
}
