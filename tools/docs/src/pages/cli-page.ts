import { PROGRAMS, type ProgramName, programOf } from '@openbpu/cli';
import { code, page, table } from '../markdown';

/** Every command of every program with its flags and examples. */
export function cliPage(): string {
  const names = Object.keys(PROGRAMS) as ProgramName[];
  const commands = names.flatMap((name) =>
    programOf(name, '')
      .definitions()
      .filter(({ description }) => description !== undefined),
  );
  return page('Commands', 'the commands in `packages/cli/src/commands`', [
    'Flags work in the spellings `--image-path`, `--image_path` and `--image_path=x`. Every ' +
      'command takes `--json`: one JSON document on stdout, its log on stderr.',
    ...commands.flatMap(({ path, description = '', details = '', examples = [], options }) => [
      `## ${path}`,
      flow(description),
      flow(details),
      table(
        ['Flag', 'Required', 'Meaning'],
        options.map((option) => [
          code(flagOf(option.definition)),
          option.required ? 'yes' : '',
          option.description ?? '',
        ]),
      ),
      ...examples.map(([title, line]) => `${flow(title)}:\n\n    ${line}`),
    ]),
  ]);
}

/** `--shape #0 #1` as `--shape A B`. */
function flagOf(definition: string): string {
  return definition.replace(/#(\d+)/g, (_, index: string) => 'ABCDEF'[Number(index)]);
}

/** Text without the line breaks of a terminal; paragraphs stay. */
function flow(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('\n\n');
}
