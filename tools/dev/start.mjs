/** `npm start`: install, build, and show what the workspace can do today. */
import { build, install, step } from './steps.mjs';

install();
build();
step('versions', 'node', ['-e', "console.log('OpenBPU', require('./package.json').version, 'built; see README.md')"]);
