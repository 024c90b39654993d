import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { GUARD, reasonOf, systemCode } from '@openbpu/guard';
import { VISION } from '../catalogue';

/**
 * Paths (`folder` joined with the name) of the files in `folder` that `accept` takes, sorted by name in code-unit
 * order, the same on every machine. Hidden files and subfolders are left out. `what` names them in messages.
 *
 * Fails with VIS010 (no such folder), GRD002 (unreadable), VIS011 (nothing accepted).
 */
export function listFolder(folder: string, what: string, accept: (name: string) => boolean): string[] {
  const entries = entriesOf(folder, what);
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && accept(entry.name))
    .map((entry) => entry.name);
  if (names.length === 0) fail(VISION.folderEmpty({ folder, what, others: entries.length }));
  return names.sort().map((name) => join(folder, name));
}

function entriesOf(folder: string, what: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    if (code === 'ENOENT') fail(VISION.folderMissing({ folder, what }), cause);
    return fail(GUARD.unreadable({ role: `folder of ${what}`, file: folder, reason: reasonOf(cause, 'read') }), cause);
  }
}
