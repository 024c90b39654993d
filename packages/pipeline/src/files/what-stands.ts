import { type Stats, statSync } from 'node:fs';

/** What is at a place, behind links; undefined for nothing, and for what nobody may look at. */
export function statsOf(place: string): Stats | undefined {
  try {
    return statSync(place);
  } catch {
    return undefined;
  }
}

/** What stands in a place and is no file that another may take the place of; undefined for a file. */
export function notReplaced(there: Stats): string | undefined {
  if (there.isFile()) return undefined;
  return there.isDirectory()
    ? 'a folder stands in its place'
    : 'a device, a named pipe or a socket stands in its place';
}
