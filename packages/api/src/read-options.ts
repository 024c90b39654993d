import { fail, nearest } from '@openbpu/diagnostics';
import { EFFORTS } from '@openbpu/pipeline/light';
import { API } from './catalogue';
import type { Spelt } from './option-types';

/** A type that an option may have. */
interface Kind {
  /** How messages call it. */
  readonly takes: string;
  is(value: unknown): boolean;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isList = (value: unknown, each: (item: unknown) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.every(each);
const isSize = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;
const isShapes = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).every((shape) => isList(shape, isSize));
const isNames = (value: unknown) => isText(value) || isList(value, isText);

/** The types of options. */
export const KINDS = {
  text: { takes: 'a text', is: isText },
  model: { takes: 'the path of a file or its bytes', is: (value) => isText(value) || value instanceof Uint8Array },
  names: { takes: 'a name or a list of names', is: isNames },
  lists: {
    takes: 'a name, a list of names or a list of lists of names',
    is: (value) => isText(value) || isList(value, isNames),
  },
  shapes: { takes: 'shapes by the names of inputs, e.g. { data: [1, 3, 224, 224] }', is: isShapes },
  number: { takes: 'a whole number', is: Number.isSafeInteger },
  count: { takes: 'a whole number above 0', is: isSize },
  real: { takes: 'a number', is: Number.isFinite },
  effort: { takes: '0, 1, 2 or 3', is: (value) => EFFORTS.some((effort) => effort === value) },
  truth: { takes: 'true or false', is: (value) => typeof value === 'boolean' },
  function: { takes: 'a function', is: (value) => typeof value === 'function' },
  signal: { takes: 'an AbortSignal', is: (value) => value instanceof AbortSignal },
} as const satisfies Readonly<Record<string, Kind>>;

/** The options of a function by their names in snake_case. */
export type OptionKinds = Readonly<Record<string, keyof typeof KINDS>>;

/** `model_or_file` as `modelOrFile`. */
export function camelled(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Options that are read: by names in snake_case; what is null or undefined is not there. */
export type Read<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

/**
 * What a call says. `required` are those options that have to be there. Throws DiagnosticError for options that are
 * unknown, given twice, of another type, or missing.
 */
export function readOptions<T extends object>(
  name: string,
  given: Spelt<T>,
  kinds: OptionKinds,
  required: readonly string[],
): Read<T> {
  const names = new Map(Object.keys(kinds).flatMap((key) => [[key, key] as const, [camelled(key), key] as const]));
  const read = new Map<string, unknown>();
  const spelt = new Map<string, string>();
  for (const [option, value] of Object.entries(given)) {
    const key = names.get(option) ?? unknownOption(name, option, Object.keys(kinds));
    const other = spelt.get(key);
    if (other !== undefined) fail(API.twice({ name, option: other, other: option }, { name: option }));
    spelt.set(key, option);
    if (value === null || value === undefined) continue;
    const { takes, is }: Kind = KINDS[kinds[key]];
    if (!is(value)) fail(API.badValue({ name, option, takes }, { name: option }));
    read.set(key, value);
  }
  for (const key of required)
    if (!read.has(key))
      fail(API.badValue({ name, option: spelt.get(key) ?? key, takes: KINDS[kinds[key]].takes }, { name: key }));
  return Object.fromEntries(read) as Read<T>;
}

function unknownOption(name: string, option: string, known: readonly string[]): never {
  const like = nearest(option, known);
  const facts = { name, option, known, ...(like === undefined ? {} : { nearest: like }) };
  return fail(API.unknownOption(facts, { name: option }));
}
