import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { CLI } from './catalogue';
import { asGiven, isBound } from './normalise-arguments';
import type { ReadingRules } from './program';
import { valueName } from './value-names';

/** One command as far as its flags go. */
export interface CommandFlags {
  readonly program: string;
  /** Empty for a program that is one command. */
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
export function readArguments(
  argv: readonly string[],
  commands: readonly CommandFlags[],
  rules: ReadingRules = {},
): Reading {
  const alone = commands.find((command) => command.name === '');
  if (alone) return readAlone(argv, alone, rules);
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
    return {
      problem: CLI.unknownCommand(
        { program: commands[0].program, given: name, known, ...suggestion(name, known) },
        { name },
      ),
    };
  const asked = name === first ? flagsOf(rest, command) : ['--help'];
  if (asked.some((flag) => HELP.has(flag))) return { argv: [name, '--help'] };
  if (asked.some((flag) => VERSION.has(flag))) return { argv: ['--version'] };
  return checked(rest, command, rules, [name]);
}

/** The command line of a program that is one command: with nothing on it, it is asked for what it cannot do without. */
function readAlone(argv: readonly string[], command: CommandFlags, rules: ReadingRules): Reading {
  const asked = flagsOf(argv, command);
  if (asked.some((flag) => HELP.has(flag)) || argv[0] === 'help') return { argv: ['--help'] };
  if (asked.some((flag) => VERSION.has(flag))) return { argv: ['--version'] };
  return checked(argv, command, rules, []);
}

/** The command line as the parser takes it: of a flag that may be given again the last, words beside it left out. */
function checked(
  rest: readonly string[],
  command: CommandFlags,
  rules: ReadingRules,
  name: readonly string[],
): Reading {
  const words = rules.wordsOf?.[command.name] ?? rules.words;
  const own = words === undefined ? rules : { ...rules, words };
  const problem = checkFlags(rest, command, own);
  if (problem !== undefined) return { problem };
  return { argv: [...name, ...(rules.lenient ? lastOfEach(rest, command, own) : rest)] };
}

function lastOfEach(
  rest: readonly string[],
  { arity, flags }: CommandFlags,
  { words, repeatable = [] }: ReadingRules,
): string[] {
  const main = (flag: string) => flags.find((spellings) => spellings.includes(flag))?.at(-1) ?? flag;
  const kept: string[] = [];
  const given = new Map<string, readonly string[]>();
  for (let i = 0; i < rest.length; i++) {
    if (!rest[i].startsWith('-')) {
      if (kept.length < (words?.most ?? 0)) kept.push(rest[i]);
      continue;
    }
    const name = main(rest[i]);
    const several = REPEATABLE.has(name) || repeatable.includes(name);
    const values = rest.slice(i + 1, i + 1 + (arity.get(rest[i]) ?? 0));
    given.set(
      several ? `${name} ${given.size}` : name,
      values.length === 1 ? [`${name}=${values[0]}`] : [name, ...values],
    );
    i += values.length;
  }
  return [...kept, ...[...given.values()].flat()];
}

/** What stands where a flag is expected, known or not. */
function flagsOf(words: readonly string[], { arity }: CommandFlags): string[] {
  const flags: string[] = [];
  for (let i = 0; i < words.length; i += 1 + (arity.get(words[i]) ?? 0)) flags.push(words[i]);
  return flags;
}

function commandMissing(flag: string, commands: readonly CommandFlags[]): Diagnostic {
  const takers = commands.filter(({ arity }) => arity.has(flag)).map((command) => command.name);
  return CLI.commandMissing(
    { program: commands[0].program, flag, takers, known: commands.map((command) => command.name) },
    { name: flag },
  );
}

function checkFlags(
  rest: readonly string[],
  command: CommandFlags,
  { words, repeatable = [], lenient = false }: ReadingRules,
): Diagnostic | undefined {
  const name = `${command.program} ${command.name}`.trimEnd();
  const at = { name: command.name || command.program };
  const example = command.example === undefined ? {} : { example: command.example };
  const given = new Set<string>();
  let count = 0;
  for (let i = 0; i < rest.length; i++) {
    const flag = rest[i];
    if (!flag.startsWith('-')) {
      if (++count <= (words?.most ?? 0) || lenient) continue;
      return CLI.strayArgument({ command: name, given: asGiven(flag) }, at);
    }
    const arity = command.arity.get(flag);
    if (arity === undefined)
      return CLI.unknownFlag({ command: name, flag, ...suggestion(flag, command.arity.keys()) }, { name: flag });
    const values = rest.slice(i + 1, i + 1 + arity);
    const main = command.flags.find((spellings) => spellings.includes(flag))?.at(-1) ?? flag;
    const isFlag = (value: string) =>
      (value.startsWith('-') && !(lenient && /^-\d/.test(value))) || (isBound(value) && arity > 1);
    const place = values.findIndex((value) => isFlag(value) && !command.arity.has(value));
    const nowhere = values.some((value, i) => value === '' && !lenient && isPlace(valueName(main, i)));
    if (values.length < arity || values.some(isFlag) || nowhere)
      return CLI.valueMissing(
        { command: name, flag, values: arity, ...(place < 0 ? {} : dashedAt(place, values, main)) },
        { name: flag },
      );
    if (arity > 0 && given.has(main) && !lenient && !REPEATABLE.has(main) && !repeatable.includes(main))
      return CLI.repeatedFlag({ command: name, flag: main }, { name: flag });
    given.add(main);
    i += arity;
  }
  const missing = command.required
    .filter((spellings) => !spellings.some((flag) => given.has(flag)))
    .map((spellings) => spellings[spellings.length - 1]);
  if (missing.length > 0) return CLI.flagMissing({ command: name, missing, ...example }, at);
  return words && count < words.least
    ? CLI.wordMissing({ command: name, word: words.name, ...example }, at)
    : undefined;
}

/** Whether a file or a folder stands there; without a name it would be the folder that one is in. */
function isPlace(value?: string): boolean {
  return value === 'FILE' || value === 'DIR';
}

function dashedAt(place: number, values: readonly string[], flag: string): { dashed: string; takes?: string } {
  const takes = valueName(flag, place);
  return { dashed: asGiven(values[place]), ...(takes === undefined ? {} : { takes }) };
}

function suggestion(word: string, known: Iterable<string>): { nearest?: string } {
  const like = nearest(word, known);
  return like === undefined ? {} : { nearest: like };
}
