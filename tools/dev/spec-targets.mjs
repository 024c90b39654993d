/**
 * Gives every project with specs a cached Nx target `test` (nx.json names this file as a plug-in), so that
 * `nx test tensor` and `nx affected -t test` run the one jest of the workspace on the specs of a project. Its inputs are
 * the project, the sources of what it imports, what jest and the compiler are told, and the pages and examples that
 * its specs read, which its package.json names (`nx.namedInputs.pages`). It depends on `build`,
 * because some specs start workers and programs, which run from `dist`.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const hasSpecs = (folder) => {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.spec.ts'));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
};

const target = (root) => ({
  command: `jest ${root}/`,
  options: { cwd: '{workspaceRoot}' },
  dependsOn: ['build'],
  cache: true,
  inputs: [
    'default',
    '^production',
    '{workspaceRoot}/jest.config.js',
    '{workspaceRoot}/tsconfig.base.json',
    '{workspaceRoot}/tools/dev/*.cjs',
    'pages',
    { externalDependencies: ['jest', '@swc/jest', '@swc/core', 'fast-check', 'onnxruntime-node', 'sharp'] },
    { env: 'OPENBPU_DATA' },
  ],
  outputs: [],
  metadata: { technologies: ['jest'], description: 'The specs of this project.' },
});

export const name = 'openbpu-specs';

export const createNodesV2 = [
  '{packages,plugins,tools,tests}/*/package.json',
  (files, _options, { workspaceRoot }) =>
    files
      .filter((file) => hasSpecs(join(workspaceRoot, dirname(file), 'src')))
      .map((file) => {
        const root = dirname(file);
        return [file, { projects: { [root]: { root, targets: { test: target(root) } } } }];
      }),
];
