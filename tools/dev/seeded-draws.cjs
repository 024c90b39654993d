/**
 * Stands for fast-check in specs (jest.config.js). Random draws are the same in every run, so that a failure in
 * `npm test` is one that everybody sees. OPENBPU_SEED=<integer> draws others; `node tools/dev/free-draws.mjs` runs the
 * properties again and again with new ones.
 */
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const SEED = 20260101;
fc.configureGlobal({ seed: Number(process.env.OPENBPU_SEED ?? SEED) });

module.exports = fc;
