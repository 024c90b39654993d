import { script } from '@openbpu/testkit';
import { integerForms } from './integer-forms';

/**
 * Prints the operators of class bpu, by march, that have no integer form:
 *
 *   node tests/foreign-nodes/dist/run-integer-forms.js [seeds for each maker]
 */
async function main([seeds = '400']: readonly string[]): Promise<void> {
  const found = await integerForms(Number(seeds));
  for (const { march, operators, without } of found)
    process.stdout.write(
      `${march}: bpu operators without an integer form: ${without.join(', ') || 'none'} (of ${operators})\n`,
    );
  process.exitCode = found.some(({ without }) => without.length > 0) ? 1 : 0;
}

script(module, main);
