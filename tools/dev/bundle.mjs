/**
 * The programs as bundles: `packages/cli/bundle`, with source maps. Native modules stay outside, and jiti, which loads its parser from beside it; what only a command
 * needs is a chunk of its own, loaded when the command runs; the worker of `runtime` lies beside. Made from the sources,
 * after `tsc --build`. `packages/cli/bin` runs a bundle only while no package was built after it.
 *
 *     node tools/dev/bundle.mjs
 */
import './help.mjs';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './steps.mjs';

const outdir = join(root, 'packages/cli/bundle');
const OUTSIDE = ['onnxruntime-node', 'sharp', 'jiti'];

/** Libraries that give Node CommonJS, which cannot be cut to what is used: their own ES modules of the same sources. */
const ES_MODULES = {
  rxjs: join(root, 'node_modules/rxjs/dist/esm/index.js'),
  yaml: join(
    dirname(createRequire(join(root, 'packages/config/package.json')).resolve('yaml/package.json')),
    'browser/index.js',
  ),
};

/** CommonJS names that the sources and their libraries use. */
const banner = `import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);`;

const options = {
  absWorkingDir: root,
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['@openbpu/source'],
  external: OUTSIDE,
  alias: ES_MODULES,
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  keepNames: true,
  sourcemap: true,
  banner: { js: banner },
  logLevel: 'warning',
};

/**
 * The worker is bundled by itself: chunks shared with the programs hold all that any of the two needs of a package, and
 * a process that runs one model would load the operators and their exporters to read a `.bin`.
 */
const BUNDLES = [
  { entryPoints: { programs: 'packages/cli/src/programs.ts' } },
  { entryPoints: { worker: 'packages/runtime/src/lane/worker.ts' }, chunkNames: 'worker-[name]-[hash]' },
];

rmSync(outdir, { recursive: true, force: true });
for (const bundle of BUNDLES) await build({ ...options, ...bundle });
writeFileSync(join(outdir, 'package.json'), '{ "type": "module" }\n');
