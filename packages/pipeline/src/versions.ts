import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this tool under its name, as files and records carry it. */
export function toolVersions(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return { openbpu: version };
}
