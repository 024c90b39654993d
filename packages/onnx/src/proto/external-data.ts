import { realpathSync } from 'node:fs';
import * as path from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { FILE_KINDS, openUserFile, reasonOf } from '@openbpu/guard';
import { ONNX } from '../catalogue';

/**
 * Where the bytes of a tensor lie: a path as the model writes it, a byte offset, and a length unless it is the rest of
 * the file.
 */
export interface ExternalLocation {
  readonly location: string;
  readonly offset: number;
  readonly length?: number;
  /** What the tensor asks for, where the reader knows. */
  readonly wanted?: number;
}

/** Gives the bytes at a place. Throws a DiagnosticError when they cannot be had. */
export type ExternalLoader = (at: ExternalLocation) => Uint8Array;

/**
 * Loads data files that lie in `modelFolder`. A path that is absolute, climbs out of the folder, or leads out of it by
 * a link is refused with a diagnostic, as is everything that is not a plain file. Nothing is read where the file has
 * other than the wanted bytes at the place.
 */
export function externalDataLoader(modelFolder: string): ExternalLoader {
  return ({ location, offset, length, wanted }) => {
    const file = openUserFile(insideFolder(modelFolder, location), FILE_KINDS.externalData, { name: location });
    const rest = Math.max(file.size - offset, 0);
    const bytes = length ?? wanted ?? rest;
    if (bytes > rest || offset > file.size || (length === undefined && wanted !== undefined && wanted !== rest))
      fail(
        ONNX.externalUnreadable({
          location,
          reason: `it has ${file.size} bytes, and ${bytes} are wanted from byte ${offset}`,
        }),
      );
    return file.read(offset, bytes);
  };
}

function insideFolder(folder: string, location: string): string {
  const refuse = () => fail(ONNX.externalOutside({ location }));
  /** Absolute to Windows is all that is absolute elsewhere. */
  if (location.includes('\0') || path.win32.isAbsolute(location)) refuse();
  const base = realpathSync(folder);
  const wanted = path.resolve(base, location);
  if (!within(base, wanted)) refuse();
  const real = realPath(wanted, location);
  return within(base, real) ? real : refuse();
}

function realPath(wanted: string, location: string): string {
  try {
    return realpathSync(wanted);
  } catch (error) {
    return fail(ONNX.externalUnreadable({ location, reason: reasonOf(error, 'read') }), error);
  }
}

function within(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
