import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Versions of the tool and of the runtimes that take part, by name. */
export function toolVersions(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return { openbpu: version };
}
