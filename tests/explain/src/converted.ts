import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makertbin } from '@openbpu/pipeline';
import { listImages, readLines } from '@openbpu/vision';
import { DATA, type Net } from './nets';

/** What a conversion leaves for the debugger. */
export interface Converted {
  readonly model: string;
  readonly data: string;
}

/**
 * Converts a net with so many pictures as a user would, by a recipe in `folder`; what an earlier call has left there is
 * taken again. `order` in place of the net's own is a mistake in the recipe.
 */
export async function converted(net: Net, folder: string, count: number, order = net.order): Promise<Converted> {
  const name = `${net.name}_${order}_${count}`;
  const home = join(folder, name);
  const found = {
    model: join(home, 'out', `${name}_calibrated_model.onnx`),
    data: join(home, 'out', 'calibration_data'),
  };
  if (existsSync(found.model)) return found;
  mkdirSync(join(home, 'pictures'), { recursive: true });
  for (const file of await pictures(net, count)) copyFileSync(file, join(home, 'pictures', basename(file)));
  const config = join(home, 'recipe.yaml');
  writeFileSync(config, recipe(net, name, order));
  await makertbin({ config, modelType: 'onnx' in net.files ? 'onnx' : 'caffe' });
  return found;
}

async function pictures({ pictures: set }: Net, count: number): Promise<string[]> {
  const folder = join(DATA, 'images', set);
  if (set === 'coco64') return (await listImages(join(folder, 'images'))).slice(0, count);
  return (await readLines(join(folder, 'calib.txt'))).slice(0, count).map(({ text }) => join(folder, text));
}

function recipe({ files, mean, scale, shape }: Net, name: string, order: Net['order']): string {
  const model =
    'onnx' in files
      ? [`  onnx_model: '${join(DATA, files.onnx)}'`]
      : [`  prototxt: '${join(DATA, files.prototxt)}'`, `  caffe_model: '${join(DATA, files.caffemodel)}'`];
  const norm = mean && scale ? 'data_mean_and_scale' : mean ? 'data_mean' : scale ? 'data_scale' : 'no_preprocess';
  return [
    'model_parameters:',
    ...model,
    "  march: 'bayes-e'",
    `  output_model_file_prefix: '${name}'`,
    "  working_dir: './out'",
    "  debug_mode: 'dump_calibration_data'",
    'input_parameters:',
    `  input_type_rt: '${order}'`,
    "  input_layout_rt: 'NHWC'",
    `  input_type_train: '${order}'`,
    "  input_layout_train: 'NCHW'",
    ...(shape ? [`  input_shape: '${shape}'`] : []),
    `  norm_type: '${norm}'`,
    ...(mean ? [`  mean_value: '${mean.join(' ')}'`] : []),
    ...(scale ? [`  scale_value: '${scale.join(' ')}'`] : []),
    'calibration_parameters:',
    "  cal_data_dir: './pictures'",
    '  preprocess_on: True',
    "  calibration_type: 'max'",
    'compiler_parameters:',
    "  compile_mode: 'latency'",
    "  optimize_level: 'O0'",
    '',
  ].join('\n');
}
