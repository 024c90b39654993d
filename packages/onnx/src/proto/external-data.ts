import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { ONNX } from '../catalogue';

/**
 * Where the bytes of a tensor lie: a path as the model writes it, a byte offset, and a length unless it is the rest of
 * the file.
 */
export interface ExternalLocation {
  readonly location: string;
  readonly offset: number;
  readonly length?: number;
}

/** Gives the bytes at a place. Throws a DiagnosticError when they cannot be had. */
export type ExternalLoader = (at: ExternalLocation) => Uint8Array;

/**
 * Loads data files that lie in `modelFolder`. A path that is absolute, climbs out of the folder, or leads out of it by
 * a link is refused with a diagnostic, as is everything that is not a plain file.
 */
export function externalDataLoader(modelFolder: string): ExternalLoader {
  return ({ location, offset, length }) => {
    const file = insideFolder(modelFolder, location);
    const unreadable = (reason: string) => fail(ONNX.externalUnreadable({ location, reason }));
    if (!statSync(file).isFile()) unreadable('it is not a plain file');
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const wanted = length ?? size - offset;
      if (offset + wanted > size || wanted < 0)
        unreadable(`it has ${size} bytes, and ${Math.max(wanted, 0)} are wanted from byte ${offset}`);
      const bytes = new Uint8Array(wanted);
      for (let done = 0; done < wanted;) {
        const read = readSync(handle, bytes, done, wanted - done, offset + done);
        if (read === 0) unreadable('it became shorter while it was read');
        done += read;
      }
      return bytes;
    } finally {
      closeSync(handle);
    }
  };
}

function insideFolder(folder: string, location: string): string {
  const refuse = () => fail(ONNX.externalOutside({ location }));
  if (location === '' || location.includes('\0') || path.isAbsolute(location) || path.win32.isAbsolute(location))
    refuse();
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail(
      ONNX.externalUnreadable({ location, reason: code === 'ENOENT' ? 'there is no such file' : code }),
      error,
    );
  }
}

function within(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
