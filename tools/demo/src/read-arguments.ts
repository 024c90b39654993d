import { parseArgs } from 'node:util';
import { fail } from '@openbpu/diagnostics';
import { DEMO } from './catalogue';

/** A flag and how its text is read; `read` throws with a clause that says what was expected. */
export interface Flag<T> {
  readonly read: (text: string) => T;
  /** Its value when it is not given; without it the flag must be given. */
  readonly missing?: T;
}

type Values<Flags> = { readonly [K in keyof Flags]: Flags[K] extends Flag<infer T> ? T : never };

/**
 * Reads `--name value` and `--name=value`. Fails with DMO001 on anything else, on a value that cannot be read, and when
 * one is missing.
 */
export function readArguments<Flags extends Record<string, Flag<unknown>>>(
  args: readonly string[],
  flags: Flags,
  usage: string,
): Values<Flags> {
  const given = parsed(args, Object.keys(flags), usage);
  const values = Object.entries(flags).map(([name, flag]): [string, unknown] => {
    const text = given[name];
    if (text === undefined)
      return 'missing' in flag
        ? [name, flag.missing]
        : fail(DEMO.badArguments({ reason: `--${name} is missing`, usage }));
    try {
      return [name, flag.read(text)];
    } catch (cause) {
      return fail(DEMO.badArguments({ reason: `--${name} ${text}: ${reasonOf(cause)}`, usage }), cause);
    }
  });
  return Object.fromEntries(values) as Values<Flags>;
}

function parsed(
  args: readonly string[],
  names: readonly string[],
  usage: string,
): Readonly<Record<string, string | undefined>> {
  try {
    return {
      ...parseArgs({ args: [...args], options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) })
        .values,
    };
  } catch (cause) {
    return fail(DEMO.badArguments({ reason: reasonOf(cause), usage }), cause);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
