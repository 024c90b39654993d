import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { systemCode } from './system-code';

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/**
 * Turns a failed read of the file system into VIS001 (it does not exist) or VIS002 (anything else). Rethrows what is no
 * system error.
 */
export function unreadable(file: string, what: string, cause: unknown): never {
  const code = systemCode(cause);
  if (code === undefined) throw cause;
  if (code === 'ENOENT') fail(VISION.fileMissing({ file, what }), cause);
  fail(VISION.fileUnreadable({ file, what, reason: REASONS[code] ?? code }), cause);
}
