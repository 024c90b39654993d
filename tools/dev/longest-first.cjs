/**
 * The order of specs (option `testSequencer` of jest): those that convert models and start programs before all others,
 * so that no long one is left for the end, also where jest does not yet know how long each takes.
 */
const { join, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = ['tests', 'packages/pipeline'].map((folder) => join(__dirname, '../..', folder) + sep);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((folder) => path.startsWith(folder));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
