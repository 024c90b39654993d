import { join } from 'node:path';
import { PROJECT } from './facts-folder';

/** The marches whose constraints are made from facts. */
export const MARCHES: readonly string[] = ['bernoulli2', 'bayes-e', 'bayes'];

/** Where the generated files of a march live. */
export function generatedFolder(march: string): string {
  return join(PROJECT, 'plugins', `backend-${march}`, 'src', 'generated');
}
