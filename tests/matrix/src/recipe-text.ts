import { RECIPE_KEYS } from '@openbpu/config';
import type { Combination } from './combinations';
import type { Row } from './key-values';
import { inputShape } from './net';

/** Values of recipe keys as written, by key; undefined takes a key out. */
export type Settings = Readonly<Record<string, string | undefined>>;

export const MEAN = [100, 110, 120];
export const SCALE = [0.02, 0.015, 0.01];

/** What a combination writes, before other keys are set. */
export function settingsOf(one: Combination): Settings {
  const channels = one.typeTrain === 'gray' ? 1 : 3;
  return {
    onnx_model: 'net.onnx',
    march: one.march,
    output_model_file_prefix: 'm',
    working_dir: 'out',
    input_name: 'x',
    input_type_rt: one.typeRt,
    input_type_train: one.typeTrain,
    input_layout_train: one.layoutTrain,
    input_layout_rt: one.layoutRt,
    input_shape: inputShape(one).join('x'),
    ...(one.typeTrain === 'featuremap'
      ? { norm_type: 'no_preprocess' }
      : {
          norm_type: 'data_mean_and_scale',
          mean_value: MEAN.slice(0, channels).join(' '),
          scale_value: SCALE.slice(0, channels).join(' '),
        }),
    cal_data_dir: 'samples',
    cal_data_type: 'float32',
    calibration_type: 'max',
    optimize_level: 'O0',
  };
}

/** The recipe of a row. */
export function recipeOf({ one, settings }: Pick<Row, 'one' | 'settings'>): string {
  return recipeText({ ...settingsOf(one), ...settings });
}

/** A recipe with every key in its group. Throws for a key that no recipe knows. */
export function recipeText(settings: Settings): string {
  const groups = new Map<string, string[]>();
  for (const { group, key } of RECIPE_KEYS) {
    const value = settings[key];
    const lines = groups.get(group) ?? [];
    if (value !== undefined) lines.push(`  ${key}: ${value.startsWith('{') ? value : `'${value}'`}`);
    groups.set(group, lines);
  }
  const unknown = Object.keys(settings).filter((name) => !RECIPE_KEYS.some(({ key }) => key === name));
  if (unknown.length > 0) throw new Error(`no recipe key is named ${unknown.join(', ')}`);
  return Array.from(groups, ([group, lines]) => (lines.length > 0 ? `${group}:\n${lines.join('\n')}\n` : '')).join('');
}
