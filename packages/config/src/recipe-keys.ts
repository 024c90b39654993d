import { CALIBRATION_PARAMETERS } from './keys/calibration-parameters';
import { COMPILER_PARAMETERS } from './keys/compiler-parameters';
import { CUSTOM_OP } from './keys/custom-op';
import { INPUT_PARAMETERS } from './keys/input-parameters';
import type { KeySpec } from './keys/key';
import { MODEL_PARAMETERS } from './keys/model-parameters';
import { PREPROCESS } from './keys/preprocess';

/**
 * Every group and key of a recipe, in the order of the documentation: the one description. What reads, checks, fills
 * in, documents, publishes, explains and writes recipes takes it from here.
 */
export const RECIPE_GROUPS = {
  model_parameters: MODEL_PARAMETERS,
  input_parameters: INPUT_PARAMETERS,
  calibration_parameters: CALIBRATION_PARAMETERS,
  compiler_parameters: COMPILER_PARAMETERS,
  custom_op: CUSTOM_OP,
  preprocess: PREPROCESS,
} as const;

export type RecipeGroups = typeof RECIPE_GROUPS;
export type GroupName = keyof RecipeGroups;

/** The groups that every recipe must hold. */
export const REQUIRED_GROUPS: readonly GroupName[] = [
  'model_parameters',
  'input_parameters',
  'calibration_parameters',
  'compiler_parameters',
];

/** The values of one group, as far as they are set and readable. */
export type GroupValues<G extends GroupName> = {
  -readonly [K in keyof RecipeGroups[G]]?: RecipeGroups[G][K] extends KeySpec<infer T> ? T : never;
};

/** One row of the key reference. */
export interface RecipeKey {
  readonly group: GroupName;
  readonly key: string;
  readonly summary: string;
  readonly values: string;
  readonly example: string;
  readonly beside: Readonly<Record<string, string>>;
  /** The words that it may be, where they can be counted. */
  readonly words?: readonly string[];
  readonly default?: string;
  readonly required?: string;
}

/** Every key with its documentation, in order. */
export const RECIPE_KEYS: readonly RecipeKey[] = (Object.keys(RECIPE_GROUPS) as GroupName[]).flatMap((group) =>
  Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group]).map(
    ([name, { summary, reader, example, beside, ...more }]) => ({
      group,
      key: name,
      summary,
      values: reader.values,
      example,
      beside: beside ?? {},
      ...(reader.written.words === undefined ? {} : { words: reader.written.words }),
      ...(more.default === undefined ? {} : { default: more.default }),
      ...(more.required === undefined ? {} : { required: more.required }),
    }),
  ),
);

/** The keys that the tool of the vendor does not know. */
export const OUR_KEYS: readonly string[] = Object.values(RECIPE_GROUPS).flatMap((group) =>
  Object.entries<KeySpec<unknown>>(group).flatMap(([key, { ours }]) => (ours ? [key] : [])),
);
