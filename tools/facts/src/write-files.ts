import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder that are not as `files` says: changed, missing or left over. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const changed = [...files]
    .filter(([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text)
    .map(([name]) => name);
  return [...changed, ...there.filter((name) => !files.has(name))].sort();
}

/** Makes a folder hold exactly `files`. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of staleFiles(folder, files)) {
    const text = files.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}
