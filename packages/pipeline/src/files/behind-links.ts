import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** As many as the system follows. */
const MOST_LINKS = 40;

/**
 * The place that a path leads to, a file or nothing yet: behind every link of its last part. Where the system does not
 * let anybody look, and where links go round in a circle, it is a place from which nobody gets further.
 */
export function behindLinks(path: string): string {
  let place = path;
  try {
    for (let i = 0; i < MOST_LINKS && lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink(); i++)
      place = resolve(realpathSync(dirname(place)), readlinkSync(place));
  } catch {
    // Whoever opens it hears why.
  }
  return place;
}
