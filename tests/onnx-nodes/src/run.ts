import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { script } from '@openbpu/testkit';
import { campaign } from './campaign';
import { casesPage } from './page';
import { ARCHIVE, HAVE_CASES, readCases } from './read-cases';
import { tableOf, textOf, totalOf } from './table';

const PAGE = resolve(__dirname, '../../../docs/generated/onnx-cases.md');

/**
 * What became of the node cases, all or those of the operators and cases named; ends with 1 where something is wrong:
 *
 *   node tests/onnx-nodes/dist/run.js [--json] [--write] [operator or case …]
 *
 * `--json` prints every case, `--write` writes the page.
 */
async function main(args: readonly string[]): Promise<number> {
  if (!HAVE_CASES) {
    process.stderr.write(`there are no node cases at ${ARCHIVE}\n`);
    return 2;
  }
  const names = args.filter((arg) => !arg.startsWith('--'));
  const wanted = ({ id, operator }: { readonly id: string; readonly operator: string }) =>
    names.length === 0 || names.includes(id) || names.includes(operator);
  const tried = await campaign(readCases().filter(wanted));
  const wrong = tried.flatMap(({ id, outcome }) => (outcome.kind === 'wrong' ? [`${id}: ${outcome.why}\n`] : []));
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(tried, null, 2)}\n`);
  else process.stdout.write(`${textOf([...tableOf(tried), totalOf(tried)])}\n${wrong.join('')}`);
  if (args.includes('--write') && names.length === 0) writeFileSync(PAGE, casesPage(tried));
  return tried.length === 0 || wrong.length > 0 ? 1 : 0;
}

script(module, main);
