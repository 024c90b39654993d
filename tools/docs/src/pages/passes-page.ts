import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InsertCalibration, Quantise } from '@openbpu/passes';
import { dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import { code, page, table } from '../markdown';
import { ROOT } from '../workspace';

interface Listed {
  readonly name: string;
  readonly summary: string;
}

/** Every pass in the order of a conversion. Throws when no file states a pass of the list. */
export function passesPage(): string {
  const placed = marches().map((backend) => tidyAndPlace(backend).describe());
  const orders = new Set(placed.map((list) => list.map(({ name }) => name).join()));
  if (orders.size !== 1) throw new Error('the marches run different passes: the page must show one list each');
  const last = [new InsertCalibration({ activations: new Map(), weights: new Map() }), new Quantise([])];
  const stages: readonly [string, readonly Listed[]][] = [
    ['Dress: imported to original', dress([]).describe()],
    ['Tidy and place: original to optimized', placed[0]],
    ['Quantise: optimized to calibrated to quantized', last],
  ];
  return page('Passes', '`packages/pipeline/src/pass-lists.ts` and `packages/pipeline/src/stages/quantise.ts`', [
    'In the order in which a conversion runs them. A pass that stands twice runs twice. The ' +
      'header comment of its file has Before, After, Conditions and Formula.',
    ...stages.flatMap(([title, passes]) => [
      `## ${title}`,
      table(
        ['', 'Pass', 'What it does', 'File'],
        passes.map(({ name, summary }, i) => [String(i + 1), code(name), summary, link(name)]),
      ),
    ]),
  ]);
}

const SOURCE = 'packages/passes/src';

/** Where a pass states its name: its own file, or that of the pass it is a variant of. */
function link(name: string): string {
  const files = readdirSync(join(ROOT, SOURCE), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const states = (file: string) =>
    readFileSync(join(ROOT, SOURCE, file), 'utf8')
      .match(/\bname(?::| =) '([^']+)'/g)
      ?.some((found) => found.endsWith(`'${name}'`)) ?? false;
  const file = files.find((each) => each.endsWith('.ts') && !each.endsWith('.spec.ts') && states(each));
  if (file === undefined) throw new Error(`no file under ${SOURCE} states the pass ${name}`);
  return `[${file}](../../${SOURCE}/${file})`;
}
