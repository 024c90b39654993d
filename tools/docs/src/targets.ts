import { join } from 'node:path';
import type { Files } from './files';
import { explainFiles, generatedDocs, schemaFiles } from './generated-docs';
import { vectorFiles } from './vectors/vector-files';
import { ROOT } from './workspace';

/** A folder of the project that holds nothing but what this tool writes, and the files of `others`. */
export interface Target {
  readonly name: string;
  readonly folder: string;
  /** Files that other tools write there, as they need what is not part of the project. */
  readonly others?: readonly string[];
  files(): Files;
}

export const TARGETS: readonly Target[] = [
  {
    name: 'docs/generated',
    folder: join(ROOT, 'docs/generated'),
    others: ['onnx-cases.md', 'recipe-coverage.md'],
    files: generatedDocs,
  },
  // The program ships with it, so that the recipes that it writes can name it.
  { name: 'packages/cli/schema', folder: join(ROOT, 'packages/cli/schema'), files: schemaFiles },
  { name: 'packages/cli/explain', folder: join(ROOT, 'packages/cli/explain'), files: explainFiles },
  { name: 'docs/vectors', folder: join(ROOT, 'docs/vectors'), files: vectorFiles },
];
