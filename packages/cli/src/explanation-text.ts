import type { KeyExplanation } from '@openbpu/pipeline/recipe';

/** What is known of one key, as people read it. */
export function explanationText(explanation: KeyExplanation): string {
  const { group, key, summary, values, default: preset, required, example, marches, beside, ours } = explanation;
  const rows: readonly (readonly [string, string])[] = [
    ['values', values],
    ['default', preset ?? 'none'],
    ['required', required ?? (preset === undefined ? 'no' : 'no, the default stands in for it')],
    ...marches.map(({ march, board, verdict, because }): [string, string] => [
      board === undefined ? march : `${march} (${board})`,
      because === undefined ? verdict : `${verdict}: ${because}`,
    ]),
    ...Object.entries(beside).map(([other, clause]): [string, string] => [`beside ${other}`, clause]),
    ...(ours ? [['vendor', 'unknown there; hb_mapper recipe --vendor leaves it out'] as const] : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
  return [`${key}, in ${group}`, `  ${summary}`, '', ...lines, '', `${group}:`, `  ${key}: ${example}`].join('\n');
}
