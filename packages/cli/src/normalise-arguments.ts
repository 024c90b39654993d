/** Before a value that begins with a hyphen and stood behind `=`: it is none of the flags then. No argument has it. */
const BOUND = '\0';

/** A value that begins with a hyphen, as it stands behind its flag. */
export function bound(value: string): string {
  return BOUND + value;
}

/** A word as it was given. */
export function asGiven(word: string): string {
  return word.startsWith(BOUND) ? word.slice(BOUND.length) : word;
}

/** Whether a word stood behind `=` and begins with a hyphen. */
export function isBound(word: string): boolean {
  return word.startsWith(BOUND);
}

/** The words of a normalised command line as the parser takes them: such a value again behind `=`. */
export function boundAgain(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of argv)
    if (isBound(word) && words.length > 0) words.push(`${words.pop()}=${asGiven(word)}`);
    else words.push(word.replace(`=${BOUND}`, '='));
  return words;
}

/**
 * Makes every spelling of the documents one: `--model_file=x`, `--model-file x`, `--model_name=""`, `-quanti_model x`,
 * `-c=x`. Underscores in the name of a flag become hyphens, a single hyphen before a word becomes two, and `=` becomes
 * a space, but before a hyphen.
 */
export function normaliseArguments(argv: readonly string[]): string[] {
  const normalised: string[] = [];
  let literal = false;
  for (const argument of argv) {
    literal ||= argument === '--';
    const letter = literal ? null : /^(-[A-Za-z])=([\s\S]*)$/.exec(argument);
    const flag = literal ? null : /^(--?)([A-Za-z][\w-]+)(?:=([\s\S]*))?$/.exec(argument);
    if (letter) {
      normalised.push(letter[1], behindEquals(letter[2]));
      continue;
    }
    if (!flag) {
      normalised.push(argument);
      continue;
    }
    normalised.push(`--${flag[2].replaceAll('_', '-')}`);
    if (flag[3] !== undefined) normalised.push(behindEquals(flag[3]));
  }
  return normalised;
}

/** The code that `explain` of hb_mapper is asked for may stand alone: `explain CFG008`. */
export function withCode(argv: readonly string[]): string[] {
  const [command, second, ...rest] = argv;
  const alone = command === 'explain' && second !== undefined && !second.startsWith('-');
  return alone ? [command, '--code', second, ...rest] : [...argv];
}

function behindEquals(value: string): string {
  return value.startsWith('-') ? bound(value) : unquoted(value);
}

/** `""` typed where no shell took the quotes away. */
function unquoted(value: string): string {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

/**
 * A command line without the flags whose every value is empty (`--model_name=""`), as scripts write them for what they
 * do not set. `arity` says by spelling how many values follow; unknown flags stay.
 */
export function dropEmptyFlags(argv: readonly string[], arity: ReadonlyMap<string, number>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const whole = argv.slice(i, i + 1 + (arity.get(argv[i]) ?? 0));
    if (whole.length === 1 || whole.slice(1).some((value) => value !== '')) kept.push(...whole);
    i += whole.length - 1;
  }
  return kept;
}
