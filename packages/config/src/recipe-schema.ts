import { TRAINING_TYPES } from '@openbpu/tensor';
import { parse } from 'yaml';
import * as z from 'zod';
import { runtimeTypesFor } from './input-types';
import type { KeySpec } from './keys/key';
import type { MarchRules } from './march-rules';
import { type GroupName, RECIPE_GROUPS, REQUIRED_GROUPS } from './recipe-keys';
import { perInputOf, publishedType, unset } from './written';

type Json = Readonly<Record<string, unknown>>;

/** What editors complete and check recipes by. */
export type JsonSchema = Json;

const FLAVOUR = 'draft-7';
const OPTIONS = { target: FLAVOUR, io: 'input' } as const;

/**
 * The JSON Schema (draft 7, which editors read best) of every recipe: it takes whatever `parseRecipe` takes with these
 * marches, and refuses unknown groups and keys, other words, numbers out of range, what must be set and is not, runtime
 * types that do not become the training type, and what a march does not have. What needs more than one value of a list
 * to be seen is left to the tool.
 */
export function recipeSchema(marches: readonly MarchRules[]): JsonSchema {
  const notes = z.registry<Record<string, unknown>>();
  const groups = Object.fromEntries(
    (Object.keys(RECIPE_GROUPS) as GroupName[]).map((name) => [name, groupSchema(name, marches, notes)]),
  );
  const recipe = z.strictObject(groups);
  notes.add(recipe, {
    title: 'OpenBPU recipe',
    description:
      'What hb_mapper makertbin makes of a model: groups of keys. Nothing or an empty text leaves a key unset.',
    allOf: [...fedAs(), ...marches.flatMap(ofMarch)],
  });
  return z.toJSONSchema(recipe, { ...OPTIONS, metadata: notes }) as Json;
}

type Notes = z.core.$ZodRegistry<Record<string, unknown>>;

function groupSchema(name: GroupName, marches: readonly MarchRules[], notes: Notes): z.ZodType {
  const keys = Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[name]).map(([key, spec]) => {
    const mustBeSet = spec.required === 'always' && spec.default === undefined;
    const type =
      key === 'march'
        ? publishedType(
            { pattern: marches.map(({ march }) => march).join('|'), words: marches.map(({ march }) => march) },
            true,
          )
        : publishedType(spec.reader.written, mustBeSet);
    notes.add(type, notesOf(key, spec, marches));
    return [key, mustBeSet ? type : type.optional()] as const;
  });
  const group = z.strictObject(Object.fromEntries(keys));
  notes.add(group, NEEDS[name] ?? {});
  if (REQUIRED_GROUPS.includes(name)) return group;
  return z.union([group, unset()]).optional();
}

/** Keys of a group that stand in for one another. */
const NEEDS: Readonly<Partial<Record<GroupName, Json>>> = {
  model_parameters: { anyOf: [{ required: ['onnx_model'] }, { required: ['prototxt', 'caffe_model'] }] },
  calibration_parameters: {
    if: { required: ['calibration_type'], properties: { calibration_type: { pattern: '^\\s*(?:skip|load)\\s*$' } } },
    else: { required: ['cal_data_dir'] },
  },
};

function notesOf(key: string, spec: KeySpec<unknown>, marches: readonly MarchRules[]): Json {
  const rules = marches.flatMap(({ march, keys }) =>
    keys.flatMap((rule) => (rule.key === key ? [`${march}: ${rule.verdict}, ${rule.because}.`] : [])),
  );
  const lines = [
    spec.summary,
    `Values: ${spec.reader.values}.`,
    ...(spec.required === undefined ? [] : [`Required ${spec.required}.`]),
    ...Object.entries(spec.beside ?? {}).map(([other, clause]) => `${other}: ${clause}.`),
    ...rules,
  ];
  return {
    description: lines.join('\n'),
    ...(spec.default === undefined ? {} : { default: parse(spec.default) as unknown }),
    examples: [parse(spec.example) as unknown],
  };
}

const input = (properties: Json, required: readonly string[] = []): Json => ({
  properties: { input_parameters: { properties, ...(required.length > 0 ? { required } : {}) } },
});

/** By the training type of a single input, what it may be fed as. */
function fedAs(): Json[] {
  return TRAINING_TYPES.map((train) => {
    const words = runtimeTypesFor(train);
    const { pattern } = perInputOf({ pattern: words.join('|') });
    return {
      if: input({ input_type_train: { const: train } }, ['input_type_train']),
      then: input({ input_type_rt: { pattern: `^\\s*(?:${pattern})\\s*$` } }),
    };
  });
}

/** What one march does not have. */
function ofMarch({ march, keys, coreNum, int16Output }: MarchRules): Json[] {
  const nothing = z.toJSONSchema(unset(), OPTIONS);
  const { $schema: _, ...unwritten } = nothing as Json;
  const refused = new Set(keys.filter(({ verdict }) => verdict === 'refused').map(({ key }) => key));
  const properties = Object.fromEntries(
    (Object.keys(RECIPE_GROUPS) as GroupName[]).flatMap((group) => {
      const own: Record<string, unknown> = {};
      for (const key of Object.keys(RECIPE_GROUPS[group])) if (refused.has(key)) own[key] = unwritten;
      if (group === 'compiler_parameters' && coreNum.length === 1)
        own.core_num = { not: { enum: [1, 2].filter((cores) => !coreNum.includes(cores)) } };
      if (group === 'calibration_parameters' && !int16Output)
        own.optimization = { not: { pattern: 'set_model_output_int16', type: 'string' } };
      return Object.keys(own).length === 0 ? [] : [[group, { properties: own }]];
    }),
  );
  return Object.keys(properties).length === 0
    ? []
    : [
        {
          if: { properties: { model_parameters: { required: ['march'], properties: { march: { const: march } } } } },
          then: { properties },
        },
      ];
}
