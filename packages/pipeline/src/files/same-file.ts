import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';

/** Whether two paths lead to one file: through links, through other folders, or as two names of it. */
export function isSameFile(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [a, b] = [identityOf(one), identityOf(other)];
  return a !== undefined && a === b;
}

/** Throws DiagnosticError (PIP) where what `flag` names is one of the files that the new one is made of. */
export function refuseOverSource(
  sources: readonly string[],
  { path, flag, example }: { readonly path: string; readonly flag: string; readonly example: string },
): void {
  if (sources.some((source) => isSameFile(source, path)))
    fail(PIPELINE.overSource({ path, flag, example }, { name: flag }));
}

function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
