import { type Stats, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { DiagnosticError, type Origin, fail } from '@openbpu/diagnostics';
import { GUARD } from './catalogue';
import type { FileKind } from './file-kinds';
import { reasonOf, systemCode } from './reason-of';

/** A regular file that a user has named. It is open only while it is read. */
export interface UserFile {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller keeps within `size`. */
  read(offset: number, length: number): Uint8Array;
}

/** Neither opening nor reading waits for a writer at the other end of a pipe. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The system reads at most 2 GiB at a time. */
const PIECE = 2 ** 30;

/**
 * Looks at a file without reading it. Fails with GRD001 where there is none, GRD002 for what is no regular file (a
 * folder, named pipe, socket or device, also behind a link), GRD003 for one above the bound of its kind. Its `read`
 * fails with GRD002 when the file changes meanwhile.
 */
export function openUserFile(file: string, kind: FileKind, at: Origin = { name: file, file }): UserFile {
  const { role, most } = kind;
  const refuse = (reason: string, cause?: unknown): never => fail(GUARD.unreadable({ role, file, reason }, at), cause);
  const checked = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      const code = systemCode(error);
      if (error instanceof DiagnosticError || code === undefined) throw error;
      return code === 'ENOENT'
        ? fail(GUARD.missing({ role, file }, at), error)
        : refuse(reasonOf(error, 'read'), error);
    }
  };
  const regular = (found: Stats): Stats => (found.isFile() ? found : refuse(kindOf(found)));
  const { size, mtimeMs } = checked(() => regular(statSync(file)));
  if (size > most) fail(GUARD.tooLarge({ role, file, bytes: size, most }, at));
  return {
    size,
    read: (offset, length) =>
      checked(() => {
        const handle = openSync(file, READ_AT_ONCE);
        try {
          regular(fstatSync(handle));
          const bytes = new Uint8Array(length);
          for (let done = 0; done < length;) {
            const read = readSync(handle, bytes, done, Math.min(length - done, PIECE), offset + done);
            if (read === 0) refuse('it became shorter while it was read');
            done += read;
          }
          const grown = offset + length === size && readSync(handle, new Uint8Array(1), 0, 1, size) > 0;
          if (grown || fstatSync(handle).mtimeMs !== mtimeMs) refuse('it changed while it was read');
          return bytes;
        } finally {
          closeSync(handle);
        }
      }),
  };
}

/** All bytes of a file. See `openUserFile`. */
export function readUserFile(file: string, kind: FileKind, at?: Origin): Uint8Array {
  const opened = openUserFile(file, kind, at);
  return opened.read(0, opened.size);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'it is a folder';
  if (found.isFIFO()) return 'it is a named pipe, and a plain file is needed';
  if (found.isSocket()) return 'it is a socket, and a plain file is needed';
  return 'it is a device, and a plain file is needed';
}
