import type { PerInputReader, Reader } from './readers';
import type { KeySpec } from './keys/key';
import { type GroupName, type GroupValues, RECIPE_GROUPS, type RecipeGroups } from './recipe-keys';

type CamelCase<K extends string> = K extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : K;

/** The name of the field that a key is. */
type FieldName<K, S> = S extends { readonly field: infer F extends string } ? F : CamelCase<K & string>;

/** Whether every recipe has the field, because the key must be set or has something in its place. */
type IsFilled<S> = S extends
  { readonly default: string } | { readonly required: 'always' } | { readonly unset: NonNullable<unknown> }
  ? true
  : false;

/** Keys of a group, by whether they have one value per input, and whether every recipe has their field. */
type KeysOf<G extends GroupName, PerInput extends boolean, Filled extends boolean> = {
  [K in keyof RecipeGroups[G]]: [
    RecipeGroups[G][K] extends { readonly reader: PerInputReader<unknown> } ? true : false,
    IsFilled<RecipeGroups[G][K]>,
  ] extends [PerInput, Filled]
    ? K
    : never;
}[keyof RecipeGroups[G]];

type Value<S> = S extends { readonly reader: PerInputReader<infer T> }
  ? T
  : S extends { readonly reader: Reader<infer T> }
    ? T
    : never;

/** A group as a part of a recipe: a field for each key, of those with one value per input or of the others. */
type FieldsOf<G extends GroupName, PerInput extends boolean> = {
  readonly [K in KeysOf<G, PerInput, true> as FieldName<K, RecipeGroups[G][K]>]: Value<RecipeGroups[G][K]>;
} & {
  readonly [K in KeysOf<G, PerInput, false> as FieldName<K, RecipeGroups[G][K]>]?: Value<RecipeGroups[G][K]>;
};

/** What a group says of the whole model. */
export type Fields<G extends GroupName> = FieldsOf<G, false>;

/** The groups that say something of every input. */
type InputGroup = 'input_parameters' | 'calibration_parameters';

/** What a recipe says of one input. */
export type InputFields = FieldsOf<'input_parameters', true> & FieldsOf<'calibration_parameters', true>;

/** Keys of a group with one value per input. */
export type PerInputKey<G extends InputGroup> = KeysOf<G, true, boolean>;

export function perInputKeys<G extends InputGroup>(group: G): readonly PerInputKey<G>[] {
  return specsOf(group).flatMap(([key, spec]) => (isPerInput(spec) ? [key as PerInputKey<G>] : []));
}

/** The name of the field that a key is in a recipe. */
export function fieldName(key: string, { field }: Pick<KeySpec<unknown>, 'field'>): string {
  return field ?? key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a group says of the whole model; undefined where a key that must be set is not. */
export function fieldsOf<G extends GroupName>(group: G, values: GroupValues<G>): Fields<G> | undefined {
  const written: Readonly<Record<string, unknown>> = values;
  const specs = specsOf(group).filter(([, spec]) => !isPerInput(spec));
  return filled(specs, (key) => written[key]) as Fields<G> | undefined;
}

/** What a group says of the input at `index`; undefined where a key that must be set has no entry for it. */
export function inputFieldsOf<G extends InputGroup>(
  group: G,
  values: GroupValues<G>,
  index: number,
): FieldsOf<G, true> | undefined {
  const written: Readonly<Record<string, unknown>> = values;
  const specs = specsOf(group).filter(([, spec]) => isPerInput(spec));
  const entry = (entries: unknown): unknown => (Array.isArray(entries) ? entries[index] : undefined);
  return filled(specs, (key) => entry(written[key])) as FieldsOf<G, true> | undefined;
}

/** Keys that must be set and are, but without an entry for the input at `index`. */
export function missingEntries<G extends InputGroup>(group: G, values: GroupValues<G>, index: number): string[] {
  const written: Readonly<Record<string, unknown>> = values;
  const lacks = (entries: unknown) => Array.isArray(entries) && entries[index] === undefined;
  return specsOf(group).flatMap(([key, spec]) =>
    isPerInput(spec) && spec.required === 'always' && lacks(written[key]) ? [key] : [],
  );
}

type NamedSpec = readonly [key: string, spec: KeySpec<unknown>];

function specsOf(group: GroupName): readonly NamedSpec[] {
  return Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group]);
}

function isPerInput({ reader }: KeySpec<unknown>): boolean {
  return 'item' in reader;
}

function filled(
  specs: readonly NamedSpec[],
  valueOf: (key: string) => unknown,
): Readonly<Record<string, unknown>> | undefined {
  const fields: Record<string, unknown> = {};
  for (const [key, spec] of specs) {
    const value = valueOf(key) ?? unsetValue(spec);
    if (value !== undefined) fields[fieldName(key, spec)] = value;
    else if (spec.required === 'always') return undefined;
  }
  return fields;
}

/** What stands in the place of a value that is not written. */
function unsetValue({ reader, default: text, unset }: KeySpec<unknown>): unknown {
  if (text === undefined) return unset;
  const read = ('item' in reader ? (reader as PerInputReader<unknown>).item : reader).read(text);
  if ('problem' in read) throw new Error(`the default ${text} has no meaning: ${read.problem}`);
  return read.value;
}
