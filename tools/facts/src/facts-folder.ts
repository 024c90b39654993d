import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of this project. */
export const PROJECT = resolve(__dirname, '../../..');

/** The folder of the facts: OPENBPU_FACTS, or `shared/facts` beside the project. Undefined when it is not there. */
export function factsFolder(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const folder = env.OPENBPU_FACTS ?? resolve(PROJECT, '../shared/facts');
  return existsSync(join(folder, 'operators')) ? folder : undefined;
}
