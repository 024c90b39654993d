import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Effort, makertbin } from '@openbpu/pipeline';
import { bytesOf } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, readImage } from '@openbpu/vision';
import { DATA, calibrationPictures } from './data';
import type { Net } from './net';

/** How a network is quantised. */
export interface Way {
  readonly calibration: string;
  readonly effort?: Effort;
  /** How many pictures calibrate it. */
  readonly samples: number;
}

/** The two models that are held against each other. */
export interface Converted {
  readonly float: string;
  readonly quantised: string;
  /** Left for the debugger, with `calibration_data` beside it. */
  readonly calibrated: string;
}

const SAMPLES = 'calibration_f32';

/**
 * Converts a network as a user would, by a recipe in a folder of its own inside `folder`; what an earlier call has left
 * there is taken again. Throws DiagnosticError.
 */
export async function converted(net: Net, folder: string, way: Way): Promise<Converted> {
  const home = join(folder, [net.name, way.calibration, way.effort ?? '', way.samples].join('_'));
  const of = (stage: string) => join(home, 'out', `${net.name}_${stage}_model.onnx`);
  const found = { float: of('original_float'), quantised: of('quantized'), calibrated: of('calibrated') };
  if (existsSync(found.quantised)) return found;
  await writeSamples(net, join(home, SAMPLES), way.samples);
  const config = join(home, 'recipe.yaml');
  await writeFile(config, recipeOf(net, way.calibration));
  const options = way.effort === undefined ? {} : { effort: way.effort };
  await makertbin({ config, modelType: 'onnx' in net.files ? 'onnx' : 'caffe', ...options });
  return found;
}

/** Samples as the guide asks for them: the training type and layout as float32, neither mean nor scale applied. */
async function writeSamples({ order, layout, fit }: Net, folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [i, file] of (await calibrationPictures(count)).entries()) {
    const { data } = encodeTrainingInput(await fitImage(await readImage(file), fit), {
      type: order,
      layout: layout ?? 'NCHW',
    });
    await writeFile(join(folder, `${String(i).padStart(4, '0')}.${order}`), bytesOf(data));
  }
}

/** The recipe of a network: fed with pictures as bytes in the order that it was trained on. */
export function recipeOf(net: Net, calibration: string): string {
  const { name, files, order, layout, mean, scale, shape } = net;
  const norm = mean && scale ? 'data_mean_and_scale' : mean ? 'data_mean' : scale ? 'data_scale' : 'no_preprocess';
  return [
    'model_parameters:',
    ...('onnx' in files
      ? [`  onnx_model: '${join(DATA, files.onnx)}'`]
      : [`  prototxt: '${join(DATA, files.prototxt)}'`, `  caffe_model: '${join(DATA, files.caffemodel)}'`]),
    "  march: 'bayes-e'",
    `  output_model_file_prefix: '${name}'`,
    "  working_dir: './out'",
    "  debug_mode: 'dump_calibration_data'",
    'input_parameters:',
    `  input_type_rt: '${order}'`,
    "  input_layout_rt: 'NHWC'",
    `  input_type_train: '${order}'`,
    `  input_layout_train: '${layout ?? 'NCHW'}'`,
    ...(shape === undefined ? [] : [`  input_shape: '${shape}'`]),
    `  norm_type: '${norm}'`,
    ...(mean ? [`  mean_value: '${mean.join(' ')}'`] : []),
    ...(scale ? [`  scale_value: '${scale.join(' ')}'`] : []),
    'calibration_parameters:',
    `  cal_data_dir: './${SAMPLES}'`,
    "  cal_data_type: 'float32'",
    `  calibration_type: '${calibration}'`,
    'compiler_parameters:',
    "  compile_mode: 'latency'",
    "  optimize_level: 'O0'",
    '',
  ].join('\n');
}
