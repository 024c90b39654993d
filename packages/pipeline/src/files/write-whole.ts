import {
  type Stats,
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { reasonOf } from '@openbpu/guard';
import { PIPELINE } from '../catalogue';
import { asideName } from '../stages/aside-folder';
import { behindLinks } from './behind-links';
import { notReplaced } from './what-stands';

/**
 * Writes a file whole or not at all, in the place of one that is there, behind a link where `path` is one; a device
 * such as `/dev/null` is written to. `path` is as the user wrote it. Throws a DiagnosticError (PIP) where the disk
 * refuses, and for a file that may not be written to.
 */
export function writeWhole(path: string, pieces: readonly (Uint8Array | string)[]): void {
  const trouble = tryWriteWhole(path, pieces);
  if (trouble) fail(PIPELINE.cannotWrite({ path, reason: trouble.reason }), trouble.cause);
}

/** Why a file was not written. */
export interface WriteTrouble {
  readonly reason: string;
  readonly cause: unknown;
}

/** The same, giving what is in the way. */
export function tryWriteWhole(path: string, pieces: readonly (Uint8Array | string)[]): WriteTrouble | undefined {
  let aside: string | undefined;
  try {
    const place = behindLinks(path);
    const there = statSync(place, { throwIfNoEntry: false });
    if (there?.isCharacterDevice()) {
      writePieces(openSync(place, 'w'), pieces);
      return undefined;
    }
    const other = there && notReplaced(there);
    if (other !== undefined) return { reason: other, cause: undefined };
    if (there) accessSync(place, constants.W_OK);
    aside = join(dirname(place), asideName());
    const file = openSync(aside, 'wx');
    writePieces(file, pieces, there);
    renameSync(aside, place);
    return undefined;
  } catch (cause) {
    if (aside !== undefined) rmSync(aside, { force: true });
    return { reason: reasonOf(cause, 'write'), cause };
  }
}

function writePieces(file: number, pieces: readonly (Uint8Array | string)[], like?: Stats): void {
  try {
    if (like) fchmodSync(file, like.mode);
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
