/** `npm test`: install what is missing, then every check, cheapest first. */
import { bin, build, install, step, steps } from './steps.mjs';

const NO_DAEMON = { env: { NX_DAEMON: 'false' } };

install();
build();
await steps([
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['types of the specs', bin('tsc'), ['-p', 'tsconfig.specs.json']],
  ['lint and floors', bin('eslint'), ['.', '--max-warnings', '0'], NO_DAEMON],
  ['project references match the packages', bin('nx'), ['sync:check'], NO_DAEMON],
]);
step('specs', bin('jest'), process.argv.slice(2));
