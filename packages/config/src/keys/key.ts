import type { Reader } from '../readers';

/** One key: what it is for, how its value is read, and which field of a recipe it is. */
export interface KeySpec<T> {
  readonly summary: string;
  readonly reader: Reader<T>;
  /** A value as it is written in a recipe. */
  readonly example: string;
  /** By the other keys and commands that it has to do with: what. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Only OpenBPU knows it. */
  readonly ours?: true;
  /** The name of its field; the key in camel case unless stated. */
  readonly field?: string;
  /** The default as written in a recipe. */
  readonly default?: string;
  /** What its field is when the key is unset and has no default; without either there is no field then. */
  readonly unset?: T;
  /** `always`, or the clause under which it must be set. One that is required and has a default may be left out. */
  readonly required?: string;
}

/** What a reader reads. */
type ReadBy<R> = R extends Reader<infer T> ? T : never;

export function key<R extends Reader<unknown>, const M extends Omit<KeySpec<ReadBy<R>>, 'summary' | 'reader'>>(
  summary: string,
  reader: R,
  more: M,
): { readonly summary: string; readonly reader: R } & M {
  return { summary, reader, ...more };
}
