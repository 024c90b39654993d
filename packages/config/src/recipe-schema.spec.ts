import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { RECIPE_KEYS } from './recipe-keys';
import { recipeSchema } from './recipe-schema';
import { codes as found, rules } from './recipe-text.fixture';

const check = new Ajv({ allErrors: true }).compile(recipeSchema(rules));

/** What an independent validator has against a recipe, by the common types of YAML. */
function refused(text: string): string | undefined {
  const document: unknown = parse(text, { uniqueKeys: false, logLevel: 'silent' });
  return check(document) ? undefined : (check.errors ?? []).map((e) => `${e.dataPath} ${e.message}`).join('\n');
}

/** The codes of what the tool has against it. */
const codes = (text: string) => found(text, { file: 'r.yaml' });

type Values = Readonly<Record<string, string>>;

const BASE: Values = {
  onnx_model: 'm.onnx',
  march: 'bayes-e',
  output_model_file_prefix: 'm',
  input_type_train: 'rgb',
  input_layout_train: 'NCHW',
  input_type_rt: 'nv12',
  norm_type: 'no_preprocess',
  cal_data_dir: 'samples',
  optimize_level: 'O3',
};

function written(values: Values): string {
  const lines = new Map<string, string[]>();
  for (const { group, key } of RECIPE_KEYS)
    if (values[key] !== undefined)
      (lines.get(group) ?? lines.set(group, []).get(group)!).push(`  ${key}: ${values[key]}`);
  return Array.from(lines, ([group, own]) => `${group}:\n${own.join('\n')}\n`).join('');
}

const ROOT = resolve(__dirname, '../../..');
/** Trials from outside, which are not part of the project, lie beside the test data. */
const SHARED = resolve(process.env.OPENBPU_DATA ?? join(ROOT, '../shared/data'), '..');

function recipesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return recipesIn(path);
    return /\.ya?ml$/.test(entry.name) && /^model_parameters/m.test(readFileSync(path, 'utf8')) ? [path] : [];
  });
}

describe('the published schema, by an independent validator', () => {
  it('takes the recipes of the project and of the trials that the tool takes', () => {
    const files = [...recipesIn(join(ROOT, 'examples')), ...recipesIn(join(SHARED, 'cases'))];
    expect(files.length).toBeGreaterThan(0);
    const told = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      if (codes(text).length > 0) return [];
      const problem = refused(text);
      return problem === undefined ? [] : [`${file}: ${problem}`];
    });
    expect(told).toEqual([]);
  });

  it('takes every example and every default, beside what it is for', () => {
    const beside: Readonly<Record<string, Values>> = {
      prototxt: { caffe_model: 'b' },
      caffe_model: { prototxt: 'a' },
      input_name: { input_name: "'a'" },
      mean_value: { norm_type: 'data_mean' },
      scale_value: { norm_type: 'data_scale' },
      set_node_data_type: {},
      core_num: { march: 'bernoulli2' },
      read_mode: { transformers: "'HWC2CHW; BGR2RGB'" },
      input_layout_rt: { input_type_rt: 'rgb' },
    };
    for (const { key, example, default: preset } of RECIPE_KEYS)
      for (const value of preset === undefined ? [example] : [example, preset])
        expect([key, refused(written({ ...BASE, [key]: value, ...beside[key] }))]).toEqual([key, undefined]);
  });

  it.each([
    ['march', 'bayes-f'],
    ['layer_out_dump', 'maybe'],
    ['layer_out_dump', '1'],
    ['remove_node_type', 'Quantise'],
    ['input_type_train', 'rgba'],
    ['input_type_train', "'rgb; rgba'"],
    ['input_type_rt', 'gray'],
    ['input_layout_train', 'NCWH'],
    ['input_space_and_range', 'bt709'],
    ['input_shape', "'1x3x'"],
    ['input_shape', '0'],
    ['input_batch', '0'],
    ['input_batch', '129'],
    ['input_batch', '1.5'],
    ['norm_type', 'mean'],
    ['mean_value', "'1, 2, 3'"],
    ['cal_data_type', 'int8'],
    ['calibration_type', 'klm'],
    ['max_percentile', '1.01'],
    ['max_percentile', '-0.1'],
    ['per_channel', 'all'],
    ['optimization', 'set_model_output_int4'],
    ['compile_mode', 'speed'],
    ['core_num', '2'],
    ['core_num', '3'],
    ['optimize_level', 'O4'],
    ['optimize_level', ''],
    ['input_source', '{x: camera}'],
    ['max_time_per_fc', '999'],
    ['max_time_per_fc', '4294967296'],
    ['jobs', '0'],
    ['node_info', '{a: {ON: GPU}}'],
    ['node_info', '{a: {Output: int16}}'],
    ['node_info', '{a: CPU}'],
    ['debug_mode', 'dump'],
    ['read_mode', 'pillow'],
    ['onnx_model', '[a, b]'],
    ['march', ''],
  ])('refuses %s: %s, as the tool does', (key, value) => {
    const text = written({ ...BASE, [key]: value });
    expect(refused(text)).toBeDefined();
    expect(codes(text)).not.toEqual([]);
  });

  it.each([
    ['a key that no group has', written(BASE).replace('  march', '  marchh: x\n  march')],
    ['a group that no recipe has', `${written(BASE)}compiler_parameter:\n`],
    ['no model', written(BASE).replace(/ {2}onnx_model.*\n/, '')],
    ['no folder of samples', written(BASE).replace(/calibration_parameters:\n.*\n/, 'calibration_parameters: {}\n')],
    ['a group as a text', written(BASE).replace(/compiler_parameters:\n.*\n/, 'compiler_parameters: O3\n')],
    ['what the march does not have', written({ ...BASE, march: 'bernoulli2', node_info: '{a: {ON: CPU}}' })],
    [
      'outputs that it does not have',
      written({ ...BASE, march: 'bernoulli2', optimization: 'set_model_output_int16' }),
    ],
  ])('refuses %s, as the tool does', (_, text) => {
    expect(refused(text)).toBeDefined();
    expect(codes(text)).not.toEqual([]);
  });

  it('refuses nothing that the tool takes', () => {
    const words = RECIPE_KEYS.flatMap(({ words: own = [], example }) => [...own, example]);
    const plain = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('', '~', 'null', 'nUll', 'None', 'True', 'no', 'ON', '1x3x8x8', '5', '{x: ddr}', '{', 'a;', ';'),
      fc.integer({ min: -2, max: 2000 }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -2, max: 300 }).map(String),
      fc.string({ maxLength: 6 }),
    );
    const value = fc.oneof(
      plain,
      fc
        .array(
          plain.map((one) => one.replaceAll(/['";]/g, '')),
          { minLength: 1, maxLength: 3 },
        )
        .map((parts) => `'${parts.join(' ; ')}'`),
      plain.map((one) => `' ${one.replaceAll(/['"]/g, '')} '`),
    );
    let taken = 0;
    const keyOf = (one: (typeof RECIPE_KEYS)[number]) =>
      fc.tuple(fc.constant(one.key), fc.oneof(value, fc.constantFrom(one.example, ...(one.words ?? [one.example]))));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...RECIPE_KEYS).chain(keyOf), { maxLength: 4 }),
        fc.constantFrom<Values>(
          {},
          { march: 'bernoulli2' },
          { march: 'bernoulli2', input_type_rt: 'rgb', norm_type: 'data_mean', mean_value: '7' },
          { calibration_type: "' skip'", cal_data_dir: '' },
          { input_name: "'a; b'", input_type_train: "'rgb; featuremap'", input_type_rt: "'rgb;featuremap;'" },
        ),
        (changes, start) => {
          const text = written({ ...BASE, ...start, ...Object.fromEntries(changes) });
          if (codes(text).length > 0) return;
          taken++;
          expect([text, refused(text)]).toEqual([text, undefined]);
        },
      ),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(400);
  });
});
