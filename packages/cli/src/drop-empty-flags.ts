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
