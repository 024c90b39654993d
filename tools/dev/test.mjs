/** `npm test`: install what is missing, then every check, cheapest first. */
import { bin, build, install, step } from './steps.mjs';

install();
build();
step('types of the specs', bin('tsc'), ['-p', 'tsconfig.specs.json']);
step('project references match the packages', bin('nx'), ['sync:check'], { env: { NX_DAEMON: 'false' } });
step('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
step('lint and floors', bin('eslint'), ['.', '--max-warnings', '0'], { env: { NX_DAEMON: 'false' } });
step('specs', bin('jest'), process.argv.slice(2));
