import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobEvents, infer, makertbin } from '@openbpu/pipeline';
import { type Tensor, bytesOf, decodeNpy, encodeNpy, expectDType, float32, sameTensor } from '@openbpu/tensor';
import { type Combination, titleOf } from './combinations';
import { inputShape, net } from './net';
import { userData } from './user-bytes';

/** Largest error over the largest value: of float stages against the source model, and of int8 stages. */
const FLOAT_ERROR = 1e-4;
const INT8_ERROR = 0.12;
const MEAN = [100, 110, 120];
const SCALE = [0.02, 0.015, 0.01];

/** Converts a net with one combination, runs every stage from a user's bytes, and says what is wrong. */
export async function tryCombination(one: Combination): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  try {
    return await tried(one, folder);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tried(one: Combination, folder: string): Promise<readonly string[]> {
  const data = userData(one, 11);
  const channels = one.typeTrain === 'gray' ? 1 : 3;
  const image = one.typeTrain !== 'featuremap';
  writeFileSync(join(folder, 'net.onnx'), net(one));
  mkdirSync(join(folder, 'samples'));
  for (const [i, { training }] of [data, userData(one, 12)].entries())
    writeFileSync(join(folder, 'samples', `${i}.bin`), bytesOf(training.data));
  writeFileSync(join(folder, 'r.yaml'), recipeOf(one, channels));
  await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1 });

  const run = async (model: string, tensor: Tensor): Promise<Tensor> => {
    writeFileSync(join(folder, 'x.npy'), encodeNpy(tensor));
    const inputs = new Map([['x', join(folder, 'x.npy')]]);
    const save = join(folder, 'saved');
    const { saved } = await infer({ model: join(folder, model), inputs, fit: {}, save }, new JobEvents());
    return decodeNpy(readFileSync(join(save, saved[0].file)));
  };
  const wanted = await run('net.onnx', image ? normalised(data.training, one, channels) : data.training);
  const stages = ['original_float_model', 'optimized_float_model', 'calibrated_model'];
  const problems: string[] = [];
  for (const stage of stages) {
    const error = errorOf(await run(`out/m_${stage}.onnx`, data.float), wanted);
    if (!(error <= (stage === 'calibrated_model' ? INT8_ERROR : FLOAT_ERROR)))
      problems.push(`${stage} is off by ${error}`);
  }
  const quantised = await run('out/m_quantized_model.onnx', data.quantised);
  const error = errorOf(quantised, wanted);
  if (!(error <= INT8_ERROR)) problems.push(`quantized_model is off by ${error}`);
  if (!sameTensor(await run('out/m.bin', data.runtime), quantised))
    problems.push('the .bin is not the quantised model');
  return problems.map((problem) => `${titleOf(one)}: ${problem}`);
}

function recipeOf(one: Combination, channels: number): string {
  const image = one.typeTrain !== 'featuremap';
  const norm = image
    ? `norm_type: data_mean_and_scale\n  mean_value: '${MEAN.slice(0, channels).join(' ')}'\n` +
      `  scale_value: '${SCALE.slice(0, channels).join(' ')}'`
    : 'norm_type: no_preprocess';
  return `model_parameters:
  onnx_model: net.onnx
  march: ${one.march}
  output_model_file_prefix: m
  working_dir: out
input_parameters:
  input_name: x
  input_type_rt: ${one.typeRt}
  input_type_train: ${one.typeTrain}
  input_layout_train: ${one.layoutTrain}
${one.layoutRt ? `  input_layout_rt: ${one.layoutRt}\n` : ''}  input_shape: ${inputShape(one).join('x')}
  ${norm}
calibration_parameters:
  cal_data_dir: samples
  cal_data_type: float32
  calibration_type: max
compiler_parameters:
  optimize_level: O0
`;
}

function normalised(training: Tensor<'float32'>, { layoutTrain }: Combination, channels: number): Tensor {
  const inner = layoutTrain === 'NHWC' ? 1 : training.shape[2] * training.shape[3];
  const channelAt = (i: number) => Math.floor(i / inner) % channels;
  return float32(
    training.shape,
    training.data.map((value, i) => (value - MEAN[channelAt(i)]) * SCALE[channelAt(i)]),
  );
}

function errorOf(found: Tensor, wanted: Tensor): number {
  const [a, b] = [expectDType(found, 'float32').data, expectDType(wanted, 'float32').data];
  if (a.length !== b.length) return Infinity;
  const most = b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return b.reduce((largest, value, i) => Math.max(largest, Math.abs(value - a[i])), 0) / most;
}
