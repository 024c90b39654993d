/**
 * Creates the files every package has, so that a new one costs one command:
 *
 *   node tools/dev/new-package.mjs packages/<name> <floor> "<its role in one sentence>" [dependency ...]
 *
 * A dependency is the name of a package here (`tensor`) or `name@version` of one from npm.
 */
import './help.mjs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const [path, floor, description, ...dependencies] = process.argv.slice(2);
if (!path || !floor || !description) {
  console.error('usage: node tools/dev/new-package.mjs packages/<name> <floor> "<role>" [dependency ...]');
  process.exit(1);
}
const version = JSON.parse(readFileSync('package.json', 'utf8')).version;
const local = (name) =>
  ['packages', 'plugins'].map((home) => join(home, name)).find((folder) => existsSync(join(folder, 'package.json')));
const isLocal = (name) => local(name) !== undefined;

const manifest = {
  name: `@openbpu/${basename(path)}`,
  version,
  description,
  license: 'Apache-2.0',
  type: 'commonjs',
  sideEffects: false,
  main: './dist/index.js',
  types: './dist/index.d.ts',
  exports: {
    '.': { '@openbpu/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  files: ['dist'],
  nx: { tags: [`floor:${floor}`] },
  dependencies: Object.fromEntries(
    dependencies.map((dependency) => {
      if (isLocal(dependency)) return [`@openbpu/${dependency}`, version];
      const at = dependency.lastIndexOf('@');
      return [dependency.slice(0, at), dependency.slice(at + 1)];
    }),
  ),
};
if (['tools', 'tests'].includes(path.split('/')[0]) || path === 'packages/testkit') manifest.private = true;

const up = relative(path, '.');
const tsconfig = {
  extends: `${up}/tsconfig.base.json`,
  compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo' },
  include: ['src/**/*.ts'],
  exclude: ['src/**/*.spec.ts', 'src/**/*.fixture.ts'],
  references: dependencies.filter(isLocal).map((name) => ({ path: relative(path, local(name)) })),
};
const write = (file, value) => writeFileSync(join(path, file), `${JSON.stringify(value, null, 2)}\n`);
mkdirSync(join(path, 'src'), { recursive: true });
write('package.json', manifest);
write('tsconfig.json', tsconfig);
if (!existsSync(join(path, 'src/index.ts'))) writeFileSync(join(path, 'src/index.ts'), `export {};\n`);

const root = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
if (!root.references.some((reference) => reference.path === `./${path}`)) root.references.push({ path: `./${path}` });
writeFileSync('tsconfig.json', `${JSON.stringify(root, null, 2)}\n`);
console.log(`${manifest.name} created; now run: npm install`);
