/**
 * Stands for `lane/worker-file` of `runtime` in specs (jest.config.js): lanes start the worker of the bundle, as programs
 * do. It loads in a third of the time that the hundreds of files of `dist` take; `fresh-build.cjs` keeps it up to date.
 */
const { join } = require('node:path');

const file = join(__dirname, '../../packages/cli/bundle/worker.js');

module.exports = { workerFile: () => file };
