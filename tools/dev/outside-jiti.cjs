/**
 * Stands for jiti in specs (jest.config.js): it loads modules of users by means of Node that a sandbox does not have, so
 * it runs outside, as in programs.
 */
module.exports = globalThis[Symbol.for('openbpu.outside')]('jiti');
