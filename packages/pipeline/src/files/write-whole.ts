import { rmSync, writeFileSync, renameSync, closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { reasonOf } from '@openbpu/guard';
import { PIPELINE } from '../catalogue';
import { asideName } from '../stages/aside-folder';

/**
 * Writes a file whole or not at all, in the place of one that is there; `path` is as the user wrote it. Throws a
 * DiagnosticError (PIP) where the disk refuses.
 */
export function writeWhole(path: string, pieces: readonly (Uint8Array | string)[]): void {
  const aside = join(dirname(path), asideName());
  try {
    const file = openSync(aside, 'wx');
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    fail(PIPELINE.cannotWrite({ path, reason: reasonOf(error, 'write') }), error);
  }
}
