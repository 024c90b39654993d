/** One jest for the whole workspace: specs stand beside their source and run from source. */
module.exports = {
  testMatch: ['<rootDir>/{packages,plugins,tools,tests}/*/src/**/*.spec.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@openbpu/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  maxWorkers: 2,
  testTimeout: 60000,
};
