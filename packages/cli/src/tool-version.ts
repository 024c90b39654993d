import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the tool, which is that of every program. */
export function toolVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return version;
}
