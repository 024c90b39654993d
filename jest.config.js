/**
 * One jest for the whole workspace, in two projects: specs stand beside their source and run from source. What stands
 * on `runtime`, and every test package and tool, also starts workers and programs from `dist`; before such specs run,
 * `dist` is brought up to date.
 */
const { readFileSync, readdirSync, existsSync } = require('node:fs');

const HOMES = ['packages', 'plugins', 'tools', 'tests'];

const packages = HOMES.flatMap((home) => readdirSync(`${__dirname}/${home}`).map((name) => `${home}/${name}`))
  .filter((folder) => existsSync(`${__dirname}/${folder}/package.json`))
  .map((folder) => {
    const { name, dependencies = {} } = JSON.parse(readFileSync(`${__dirname}/${folder}/package.json`, 'utf8'));
    return { folder, name, imports: Object.keys(dependencies) };
  });

const started = new Map();
/** Whether specs of a package may start what is built: workers of `runtime`, or programs. */
function startsBuilt({ folder, name, imports }) {
  if (!started.has(folder)) {
    const below = packages.filter((other) => imports.includes(other.name));
    started.set(folder, /^(tests|tools)\//.test(folder) || name === '@openbpu/runtime' || below.some(startsBuilt));
  }
  return started.get(folder);
}

const specs = (folders) =>
  folders.length > 0 ? [`<rootDir>/{${folders.map(({ folder }) => folder).join(',')}}/src/**/*.spec.ts`] : [];

const TYPED_ARRAYS = ['Int8', 'Uint8', 'Int16', 'Int32', 'Uint32', 'Float32', 'Float64'].map((kind) => `${kind}Array`);

const shared = {
  rootDir: __dirname,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  runtime: '<rootDir>/tools/dev/shared-modules.cjs',
  testEnvironment: '<rootDir>/tools/dev/shared-environment.cjs',
  testEnvironmentOptions: { customExportConditions: ['@openbpu/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/tools/dev/seeded-draws.cjs',
    '^jiti$': '<rootDir>/tools/dev/outside-jiti.cjs',
    '^\\./worker-file$': '<rootDir>/tools/dev/bundled-worker.cjs',
    '^\\./host$': '<rootDir>/tools/dev/kept-host.cjs',
  },
  /** What a sandbox looks up slowly, and arithmetic in loops asks for. */
  sandboxInjectedGlobals: ['Math', 'Number', 'Array', 'Object', 'Map', 'Set', ...TYPED_ARRAYS],
  testTimeout: 60000,
};

module.exports = {
  maxWorkers: 2,
  testSequencer: '<rootDir>/tools/dev/longest-first.cjs',
  testTimeout: 60000,
  projects: [
    { ...shared, displayName: 'source', testMatch: specs(packages.filter((one) => !startsBuilt(one))) },
    {
      ...shared,
      displayName: 'built',
      testMatch: specs(packages.filter(startsBuilt)),
      globalSetup: '<rootDir>/tools/dev/fresh-build.cjs',
    },
  ],
};
