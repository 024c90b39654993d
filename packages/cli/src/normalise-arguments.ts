/**
 * Makes every spelling of the documents one: `--model_file=x`, `--model-file x`, `--model_name=""`, `-quanti_model x`,
 * `-c=x`. Underscores in the name of a flag become hyphens, a single hyphen before a word becomes two, and `=` becomes
 * a space.
 */
export function normaliseArguments(argv: readonly string[]): string[] {
  const normalised: string[] = [];
  let literal = false;
  for (const argument of argv) {
    literal ||= argument === '--';
    const letter = literal ? null : /^(-[A-Za-z])=([\s\S]*)$/.exec(argument);
    const flag = literal ? null : /^(--?)([A-Za-z][\w-]+)(?:=([\s\S]*))?$/.exec(argument);
    if (letter) {
      normalised.push(letter[1], unquoted(letter[2]));
      continue;
    }
    if (!flag) {
      normalised.push(argument);
      continue;
    }
    normalised.push(`--${flag[2].replaceAll('_', '-')}`);
    if (flag[3] !== undefined) normalised.push(unquoted(flag[3]));
  }
  return normalised;
}

/** `""` typed where no shell took the quotes away. */
function unquoted(value: string): string {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}
