import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { CLI } from './catalogue';

/** One command as far as its flags go. */
export interface CommandFlags {
  readonly name: string;
  /** By every spelling: how many values follow. */
  readonly arity: ReadonlyMap<string, number>;
  /** Every flag with its spellings, the main one last. */
  readonly flags: readonly (readonly string[])[];
  /** Those of which one spelling must be there. */
  readonly required: readonly (readonly string[])[];
  /** A command line to copy. */
  readonly example?: string;
}

/** Flags that may be given several times: for every input, for every pass, and for every node. */
const REPEATABLE = new Set(['--custom-op', '--cut', '--input', '--input-shape', '--output-node', '--skip-pass']);

const HELP = new Set(['-h', '--help']);
const VERSION = new Set(['-v', '--version']);

/** What to do with a command line: parse `argv`, or tell the user what is wrong with it. */
export type Reading = { readonly argv: readonly string[] } | { readonly problem: Diagnostic };

/**
 * Reads a normalised command line as far as flags go; values are not looked at. Whatever asks for help or the version,
 * in any of the ways people ask (`help checker`, `checker --help`, `-h checker`, `checker --version`), becomes the one
 * form that the parser takes.
 */
export function readArguments(argv: readonly string[], commands: readonly CommandFlags[]): Reading {
  const [first, ...rest] = argv;
  if (first === undefined) return { argv: ['--help'] };
  if (VERSION.has(first)) return { argv: ['--version'] };
  const name =
    first === 'help' || HELP.has(first) ? rest.find((word) => !word.startsWith('-') && word !== 'help') : first;
  if (name === undefined) return { argv: ['--help'] };
  const known = commands.map((command) => command.name);
  if (name.startsWith('-')) return { problem: commandMissing(name, commands) };
  const command = commands.find((each) => each.name === name);
  if (command === undefined)
    return { problem: CLI.unknownCommand({ given: name, known, ...suggestion(name, known) }, { name }) };
  const asked = name === first ? flagsOf(rest, command) : ['--help'];
  if (asked.some((flag) => HELP.has(flag))) return { argv: [name, '--help'] };
  if (asked.some((flag) => VERSION.has(flag))) return { argv: ['--version'] };
  const problem = checkFlags(rest, command);
  return problem === undefined ? { argv } : { problem };
}

/** What stands where a flag is expected, known or not. */
function flagsOf(words: readonly string[], { arity }: CommandFlags): string[] {
  const flags: string[] = [];
  for (let i = 0; i < words.length; i += 1 + (arity.get(words[i]) ?? 0)) flags.push(words[i]);
  return flags;
}

function commandMissing(flag: string, commands: readonly CommandFlags[]): Diagnostic {
  const takers = commands.filter(({ arity }) => arity.has(flag)).map((command) => command.name);
  return CLI.commandMissing({ flag, takers, known: commands.map((command) => command.name) }, { name: flag });
}

function checkFlags(rest: readonly string[], command: CommandFlags): Diagnostic | undefined {
  const { name } = command;
  const given = new Set<string>();
  for (let i = 0; i < rest.length; i++) {
    const flag = rest[i];
    if (!flag.startsWith('-')) return CLI.strayArgument({ command: name, given: flag }, { name });
    const arity = command.arity.get(flag);
    if (arity === undefined)
      return CLI.unknownFlag({ command: name, flag, ...suggestion(flag, command.arity.keys()) }, { name: flag });
    const values = rest.slice(i + 1, i + 1 + arity);
    const dashed = values.find((value) => value.startsWith('-') && !command.arity.has(value));
    if (values.length < arity || values.some((value) => value.startsWith('-')))
      return CLI.valueMissing({ flag, values: arity, ...(dashed === undefined ? {} : { dashed }) }, { name: flag });
    const main = command.flags.find((spellings) => spellings.includes(flag))?.at(-1) ?? flag;
    if (arity > 0 && given.has(main) && !REPEATABLE.has(main))
      return CLI.repeatedFlag({ command: name, flag: main }, { name: flag });
    given.add(main);
    i += arity;
  }
  const missing = command.required
    .filter((spellings) => !spellings.some((flag) => given.has(flag)))
    .map((spellings) => spellings[spellings.length - 1]);
  return missing.length === 0
    ? undefined
    : CLI.flagMissing(
        { command: name, missing, ...(command.example === undefined ? {} : { example: command.example }) },
        { name },
      );
}

function suggestion(word: string, known: Iterable<string>): { nearest?: string } {
  const like = nearest(word, known);
  return like === undefined ? {} : { nearest: like };
}
