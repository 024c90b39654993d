import { type RecipeKey, RECIPE_KEYS } from '@openbpu/config';
import { type Cell, MARCHES } from './coverage';

/** A key on every march: what the parser says of it, and what it changes where it may be set. */
export interface Coverage {
  readonly row: RecipeKey;
  readonly cells: readonly (Cell & { readonly changes: readonly string[] })[];
}

const HEAD = [
  '# What proves the keys of a recipe',
  'Written by `node tools/recipe-coverage/dist/run.js`, which converts a small net twice for every key and march: ' +
    'with the key, and without it or with another value (`tools/recipe-coverage/src/effects.ts`). Each cell says ' +
    'what the parser says of the key there and, behind a colon, what differs between the two conversions, copies ' +
    'of the recipe aside. `npx jest tools/recipe-coverage` fails while a key has no row or a row shows no ' +
    'difference, and while the verdicts on this page are not those of the parser. Codes: ' +
    '[diagnostics.md](diagnostics.md).',
].join('\n\n');

export function coveragePage(coverage: readonly Coverage[]): string {
  const groups = [...new Set(RECIPE_KEYS.map(({ group }) => group))];
  const table = (group: string) => [
    `## ${group}`,
    [
      `| Key | ${MARCHES.join(' | ')} |`,
      `|---|${MARCHES.map(() => '---|').join('')}`,
      ...coverage
        .filter(({ row }) => row.group === group)
        .map(({ row, cells }) => `| \`${row.key}\` | ${cells.map(cellText).join(' | ')} |`),
    ].join('\n'),
  ];
  return `${[HEAD, ...groups.flatMap(table)].join('\n\n')}\n`;
}

/** What of a cell the parser says; the rest of it is behind a colon. */
export function verdictText({ verdict, refused }: Cell): string {
  return verdict + (refused.length === 0 ? '' : `, but not ${refused.join(', ')}`);
}

function cellText(cell: Coverage['cells'][number]): string {
  return verdictText(cell) + (cell.changes.length === 0 ? '' : `: ${cell.changes.join(', ')}`);
}
