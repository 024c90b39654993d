const YES = new Set(['true', 't', 'yes', 'y', '1']);
const NO = new Set(['false', 'f', 'no', 'n', '0']);

/** What a program of the board takes: its commands, and by flag how many values follow. */
export interface BoardFlags {
  readonly commands: readonly string[];
  readonly arity: ReadonlyMap<string, number>;
}

/**
 * A normalised command line as the parser takes it, from the spellings of the board's programs: the command may stand
 * behind flags, a switch may have a value (`--enable_dump=true`, `--enable_dump=false`) or a `no` before its name
 * (`--noenable_dump`), and of several of them the last one counts.
 */
export function asOnTheBoard(argv: readonly string[], { commands, arity }: BoardFlags): string[] {
  const words: string[] = [];
  const switches = new Map<string, boolean>();
  let command: string | undefined;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    const denied = `--${word.slice('--no'.length)}`;
    if (arity.get(word) === 0 && word.startsWith('--')) {
      const value = argv.at(i + 1)?.toLowerCase() ?? '';
      switches.set(word, !NO.has(value));
      if (YES.has(value) || NO.has(value)) i++;
    } else if (word.startsWith('--no') && arity.get(denied) === 0) switches.set(denied, false);
    else if (command === undefined && commands.includes(word)) command = word;
    else {
      const count = arity.get(word) ?? 0;
      words.push(...argv.slice(i, i + 1 + count));
      i += count;
    }
  }
  const on = [...switches].filter(([, value]) => value).map(([name]) => name);
  return [...(command === undefined ? [] : [command]), ...words, ...on];
}
