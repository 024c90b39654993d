import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobEvents, makertbin } from '@openbpu/pipeline';
import type { RunRecord } from '@openbpu/record';
import { type TensorType, bytesOf } from '@openbpu/tensor';
import { sampleOf } from './feeds';
import { type Net, ZOO } from './nets';

/** How a network is converted. */
export interface ConvertChoice {
  readonly march: string;
  readonly calibration: string;
  readonly samples: number;
}

/** Converts a network in `folder` with a recipe in a file; every input is a feature map, given as it is. */
export async function convertNet(
  net: Net,
  inputs: ReadonlyMap<string, TensorType>,
  folder: string,
  { march, calibration, samples }: ConvertChoice,
): Promise<RunRecord> {
  const names = [...inputs.keys()];
  const folders = names.map((_, i) => `./samples_${i}`);
  for (const [i, name] of names.entries()) {
    await mkdir(join(folder, folders[i]), { recursive: true });
    for (let sample = 0; sample < samples; sample++) {
      const { data } = await sampleOf(inputs.get(name)!, net.content?.[name], sample);
      await writeFile(join(folder, folders[i], `${String(sample).padStart(3, '0')}.bin`), bytesOf(data));
    }
  }
  const each = (value: string) => names.map(() => value).join(';');
  const shapes = names.map((name) => inputs.get(name)!.shape.join('x')).join(';');
  const { files } = net;
  const model =
    'onnx' in files
      ? [`  onnx_model: '${join(ZOO, files.onnx)}'`]
      : [`  prototxt: '${join(ZOO, files.prototxt)}'`, `  caffe_model: '${join(ZOO, files.caffemodel)}'`];
  const recipe = [
    'model_parameters:',
    ...model,
    `  march: '${march}'`,
    `  output_model_file_prefix: 'net'`,
    `  working_dir: './out'`,
    'input_parameters:',
    `  input_name: '${names.join(';')}'`,
    `  input_shape: '${shapes}'`,
    `  input_type_rt: '${each('featuremap')}'`,
    `  input_type_train: '${each('featuremap')}'`,
    `  input_layout_train: '${each('NCHW')}'`,
    `  norm_type: '${each('no_preprocess')}'`,
    'calibration_parameters:',
    `  cal_data_dir: '${folders.join(';')}'`,
    `  cal_data_type: '${each('float32')}'`,
    `  calibration_type: '${calibration}'`,
    'compiler_parameters:',
    `  compile_mode: 'latency'`,
    `  optimize_level: 'O1'`,
    '',
  ];
  const config = join(folder, 'recipe.yaml');
  await writeFile(config, recipe.join('\n'));
  const { record } = await makertbin({ config, modelType: 'onnx' in files ? 'onnx' : 'caffe' }, new JobEvents());
  return record;
}
