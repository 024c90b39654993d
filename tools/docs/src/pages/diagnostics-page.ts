import { type Explanation, explanations } from '../explanations';
import { code, page, table } from '../markdown';

/** Every code that can be reported, package by package: when, an example, and what to do. */
export function diagnosticsPage(): string {
  const found = explanations();
  const count = found.flat().length;
  return page('Diagnostics', 'the catalogue of each package, `src/catalogue.ts`, and `tools/docs/examples.json`', [
    `${count} codes. An error ends the command with exit code 1 and leaves no half-written file. ` +
      '`hb_mapper explain CODE` says what stands here of one.',
    ...found.flatMap((entries) => [
      `## ${entries[0].code.slice(0, 3)}: ${entries[0].folder}`,
      table(
        ['Code', 'Severity', 'When', 'Name'],
        entries.map(({ code: id, severity, when, key }) => [code(id), severity, sentence(when), code(key)]),
      ),
      ...entries.flatMap((entry) => block(entry)),
    ]),
  ]);
}

/** One code with its example and its cure. */
function block({ code: id, when, message, hint }: Explanation): string[] {
  if (message === undefined) return [];
  return [
    `### ${id}`,
    sentence(when),
    `For example:\n\n${indented(message)}`,
    ...(hint === undefined ? [] : [`What to do:\n\n${indented(hint)}`]),
  ];
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
