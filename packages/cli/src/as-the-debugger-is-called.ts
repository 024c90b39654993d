import { bound } from './normalise-arguments';
import type { CommandFlags } from './read-arguments';
import { TRUTH_VALUE, valueName } from './value-names';

/** Words that a switch of Python may have behind it. */
const TRUTH = /^(true|false|1|0|none)$/i;

/** Words that belong to no flag: the model and the data. */
const STRAYS = 2;

const OPENS = '[(';
const CLOSES = '])';

/**
 * A normalised command line of `hmct-debugger` as the parser takes it. Commands may be spelt with underscores. Every
 * flag gets its long form: `-nq` of several letters, which would be `-n -q`, and `-n`, which is another flag in each
 * command. A list that a shell took apart at blanks is one word again, a switch without a value is True, and a number
 * may be negative.
 */
export function asTheDebuggerIsCalled(argv: readonly string[], commands: readonly CommandFlags[]): string[] {
  const [first, ...rest] = argv;
  if (first === undefined) return [];
  const name = first.replaceAll('_', '-');
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return [...argv];
  const words = [name];
  let strays = 0;
  for (let i = 0; i < rest.length;) {
    const flag = longForm(rest[i], command);
    words.push(flag);
    i++;
    if (!flag.startsWith('-')) strays++;
    if (!command.arity.get(flag)) continue;
    if (valueName(flag, 0) === TRUTH_VALUE && standsAlone(rest.at(i), strays)) {
      words.push('True');
      continue;
    }
    const end = i + wordsOfValue(rest.slice(i));
    if (end > i) words.push(joined(rest.slice(i, end)));
    i = end;
  }
  return words;
}

/** Whether a switch has no value: what follows is no word for true or false, and may still be the model or the data. */
function standsAlone(next: string | undefined, strays: number): boolean {
  if (next === undefined || next.startsWith('-')) return true;
  return !TRUTH.test(next) && strays < STRAYS;
}

/** The main spelling of a flag; what is none stays. The program makes `--nq` of `-nq` before it comes here. */
function longForm(word: string, { flags }: CommandFlags): string {
  const isIt = (spelling: string) => spelling === word || (spelling.length > 2 && `-${spelling}` === word);
  return flags.find((spellings) => spellings.some(isIt))?.at(-1) ?? word;
}

/** How many words a value takes: up to the one that closes a list that the first opens, else one. */
function wordsOfValue(words: readonly string[]): number {
  if (words.length === 0 || !OPENS.includes(words[0].charAt(0)) || words[0] === '') return Math.min(words.length, 1);
  let depth = 0;
  for (const [i, word] of words.entries()) {
    if (i > 0 && word.startsWith('-')) return i;
    for (const character of word) depth += Number(OPENS.includes(character)) - Number(CLOSES.includes(character));
    if (depth <= 0) return i + 1;
  }
  return words.length;
}

function joined(words: readonly string[]): string {
  const text = words.join(' ');
  return /^-\d/.test(text) ? bound(text) : text;
}
