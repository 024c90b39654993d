import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { GUARD, reasonOf, systemCode } from '@openbpu/guard';
import { VISION } from '../catalogue';

/** What file managers, and this tool's own logs, leave in a folder. */
const LEFT_BEHIND = /^(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|hb_mapper_\w+\.log)$/i;

/** Reads the entries of a folder, in whatever order the file system has them. */
type ReadFolder = (folder: string) => readonly Pick<Dirent, 'name' | 'isDirectory'>[];

const readFolder: ReadFolder = (folder) => readdirSync(folder, { withFileTypes: true });

/**
 * Paths (`folder` joined with the name) of the files in `folder` that `accept` takes, sorted by name in code-unit
 * order, the same on every machine. Hidden files, what file managers and this tool leave behind, and subfolders are
 * left out. `what` names them in messages.
 *
 * Fails with VIS010 (no such folder), GRD002 (unreadable), VIS011 (nothing accepted).
 */
export function listFolder(
  folder: string,
  what: string,
  accept: (name: string) => boolean,
  read = readFolder,
): string[] {
  const entries = entriesOf(folder, what, read);
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.') && !LEFT_BEHIND.test(name) && accept(name));
  if (names.length === 0) fail(VISION.folderEmpty({ folder, what, others: entries.length }));
  return names.sort().map((name) => join(folder, name));
}

function entriesOf(folder: string, what: string, read: ReadFolder) {
  try {
    return read(folder);
  } catch (cause) {
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    if (code === 'ENOENT') fail(VISION.folderMissing({ folder, what }), cause);
    return fail(GUARD.unreadable({ role: `folder of ${what}`, file: folder, reason: reasonOf(cause, 'read') }), cause);
  }
}
