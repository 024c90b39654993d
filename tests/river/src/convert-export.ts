import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MakertbinResult, JobEvents, makertbin } from '@openbpu/pipeline';
import { CASES, type Exported, caseFile } from './exports';
import type { NodeInfos } from './recipe-text';

/** How an exported network is converted, on which march and with what `calibration_type`. */
export interface ConvertExport {
  readonly march: string;
  readonly calibration: string;
  readonly nodeInfo?: NodeInfos;
}

/**
 * Converts an exported network in a folder, calibrated with the inputs it came with unless its calibration needs none;
 * every input is a feature map, given as it is. Throws DiagnosticError.
 */
export async function convertExport(
  folder: string,
  net: Exported,
  work: string,
  { march, calibration, nodeInfo = {} }: ConvertExport,
): Promise<MakertbinResult> {
  const sampled = calibration !== 'skip';
  const folders = net.inputs.map((_, i) => `./samples_${i}`);
  await mkdir(work, { recursive: true });
  for (const [i, samples] of sampled ? folders.entries() : []) {
    await mkdir(join(work, samples), { recursive: true });
    for (let of = 0; of < CASES; of++)
      await copyFile(caseFile(folder, net, 'in', of, i), join(work, samples, `${of}.bin`));
  }
  const perInput = (value: string) => net.inputs.map(() => value).join(';');
  const lines = [
    'model_parameters:',
    `  onnx_model: '${net.model}'`,
    `  march: '${march}'`,
    `  output_model_file_prefix: '${net.name}'`,
    "  working_dir: './model_output'",
    ...(sampled ? ["  debug_mode: 'dump_calibration_data'"] : []),
    ...(Object.keys(nodeInfo).length > 0 ? [`  node_info: ${JSON.stringify(nodeInfo)}`] : []),
    'input_parameters:',
    `  input_name: '${net.inputs.map(({ name }) => name).join(';')}'`,
    `  input_shape: '${net.inputs.map(({ shape }) => shape.join('x')).join(';')}'`,
    `  input_type_rt: '${perInput('featuremap')}'`,
    `  input_type_train: '${perInput('featuremap')}'`,
    `  input_layout_train: '${perInput('NCHW')}'`,
    `  norm_type: '${perInput('no_preprocess')}'`,
    'calibration_parameters:',
    ...(sampled ? [`  cal_data_dir: '${folders.join(';')}'`, `  cal_data_type: '${perInput('float32')}'`] : []),
    `  calibration_type: '${calibration}'`,
    'compiler_parameters:',
    "  optimize_level: 'O3'",
    '',
  ];
  const config = join(work, 'recipe.yaml');
  await writeFile(config, lines.join('\n'));
  return makertbin({ config, modelType: 'onnx' }, new JobEvents());
}
