import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifact } from '@openbpu/artifact';
import { Concat } from '@openbpu/ops';
import { JobEvents, infer, makertbin } from '@openbpu/pipeline';
import type { Lane } from '@openbpu/runtime';
import { type Tensor, bytesOf, decodeNpy, encodeNpy, expectDType, float32, sameTensor } from '@openbpu/tensor';
import { caffeNet } from './caffe-net';
import { type Combination, titleOf } from './combinations';
import type { Row } from './key-values';
import { RAMP, net } from './net';
import { fedAs, readAs } from './quantised-edge';
import { type Settings, recipeText, settingsOf } from './recipe-text';
import { picture } from './picture';
import { userData } from './user-bytes';
import { withPairs } from './with-pairs';

/** Largest error over the largest value: of float stages against the source model, and of int8 stages. */
const FLOAT_ERROR = 1e-4;
const INT8_ERROR = 0.12;
/** Of a model whose weights were rounded to int8. */
const WEIGHTS_ERROR = 0.02;

/** Converts a net with one combination, runs every stage from a user's bytes, and says what is wrong. */
export function tryCombination(one: Combination, lane?: Lane): Promise<readonly string[]> {
  return tryRow({ title: titleOf(one), one, settings: {}, holds: 'stages' }, lane);
}

/** The same for a recipe with other keys. `lane`: where models run, if many are tried. */
export async function tryRow(row: Row, lane?: Lane): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  try {
    return (await tried(row, folder, lane)).map((problem) => `${row.title}: ${problem}`);
  } catch (error) {
    return [`${row.title}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts everything that a row needs into a folder: nets, operators, samples or pictures, and the recipe `r.yaml`. */
export async function layOut(
  { one, tail, custom, gives, pairs, pictures, settings: own }: Row,
  folder: string,
): Promise<Settings> {
  const settings = { ...settingsOf(one), ...own };
  const video = settings.input_space_and_range === 'bt601_video';
  const trained = [11, 12].map((seed) => userData(one, seed, video).training);
  const model = net(one, { tail, custom });
  const fed = normalised(trained[0], one, settings);
  writeFileSync(join(folder, 'net.onnx'), pairs ? await withPairs(model, fed) : model);
  writeFileSync(join(folder, 'plain.onnx'), net(one, { gives }));
  mkdirSync(join(folder, 'ops'));
  writeFileSync(join(folder, 'ops/ramp.ts'), RAMP);
  const { prototxt, caffemodel } = caffeNet(one.first);
  writeFileSync(join(folder, 'net.prototxt'), prototxt);
  writeFileSync(join(folder, 'net.caffemodel'), caffemodel);
  mkdirSync(join(folder, 'samples'));
  if (pictures) for (let i = 0; i < 3; i++) writeFileSync(join(folder, 'samples', `${i}.bmp`), picture(i));
  else
    for (const [i, { data }] of trained.entries())
      writeFileSync(
        join(folder, 'samples', `${i}.bin`),
        settings.cal_data_type === 'uint8' ? Uint8Array.from(data, Math.round) : bytesOf(data),
      );
  writeFileSync(join(folder, 'r.yaml'), recipeText(settings));
  return settings;
}

async function tried(row: Row, folder: string, lane?: Lane): Promise<string[]> {
  const { one, holds, tail, caffe, custom, integers } = row;
  const settings = await layOut(row, folder);
  const video = settings.input_space_and_range === 'bt601_video';
  const data = userData(one, 11, video);
  const fed = normalised(data.training, one, settings);
  const ops = join(folder, 'ops/ramp.ts');
  const { workingDir } = await makertbin({
    config: join(folder, 'r.yaml'),
    modelType: caffe ? 'caffe' : 'onnx',
    threads: 1,
    cache: false,
  });
  const written = (file: string) => join(workingDir, `${settings.output_model_file_prefix}${file}`);

  const run = async (model: string, tensor: Tensor): Promise<Tensor> => {
    writeFileSync(join(folder, 'x.npy'), encodeNpy(tensor));
    const inputs = new Map([['x', join(folder, 'x.npy')]]);
    const save = join(folder, 'saved');
    const request = { model, inputs, fit: {}, save, ...(custom ? { customOps: [ops] } : {}) };
    const { saved } = await infer(request, new JobEvents(), custom ? undefined : lane);
    return decodeNpy(readFileSync(join(save, saved[0].file)));
  };
  const wanted = await run(join(folder, 'plain.onnx'), fed);
  const { header } = await openArtifact(written('.bin'));
  if (holds === 'bin') {
    const given = await run(written('.bin'), fedAs(header.inputs[0], one, 11));
    return off('the .bin', readAs(given, header.outputs[0]), wanted, INT8_ERROR);
  }
  const problems: string[] = [];
  const near = async (stage: string, limit: number) => {
    if (holds === 'stages')
      problems.push(...off(stage, await run(written(`_${stage}.onnx`), data.float), wanted, limit));
  };
  await near('original_float_model', row.pairs ? INT8_ERROR : FLOAT_ERROR);
  await near('optimized_float_model', row.pairs ? WEIGHTS_ERROR : FLOAT_ERROR);
  await near('calibrated_model', INT8_ERROR);
  const quantised = await run(written('_quantized_model.onnx'), data.quantised);
  if (quantised.dtype !== (tail ? 'int32' : (integers ?? 'float32')))
    problems.push(`the quantised model gives ${quantised.dtype}`);
  if (holds === 'stages')
    problems.push(...off('quantized_model', readAs(quantised, header.outputs[0]), wanted, INT8_ERROR));
  const [items, given] = [[data.runtime], [quantised]];
  for (let item = 1; item < Number(settings.input_batch ?? 1); item++) {
    const other = userData(one, 11 + item, video);
    items.push(other.runtime);
    given.push(await run(written('_quantized_model.onnx'), other.quantised));
  }
  const together = (tensors: readonly Tensor[]) => Concat.eval(tensors, { axis: 0 })[0];
  if (!sameTensor(await run(written('.bin'), together(items)), together(given)))
    problems.push('the .bin is not the quantised model');
  return problems;
}

/** What the float model takes: (x - mean) * scale, where the recipe says so, per channel or one for all. */
function normalised(training: Tensor<'float32'>, { layoutTrain }: Combination, settings: Settings): Tensor {
  const numbers = (key: string) => settings[key]?.split(' ').map(Number);
  const [means, scales] = [numbers('mean_value') ?? [0], numbers('scale_value') ?? [1]];
  const [, ...dims] = training.shape;
  const [channels, inner] = layoutTrain === 'NHWC' ? [dims[2], 1] : [dims[0], dims[1] * dims[2]];
  const at = (values: readonly number[], i: number) =>
    values[values.length === 1 ? 0 : Math.floor(i / inner) % channels];
  return float32(
    training.shape,
    training.data.map((value, i) => (value - at(means, i)) * at(scales, i)),
  );
}

/** One problem where the largest error over the largest value is above the limit. */
function off(what: string, found: Tensor, wanted: Tensor, limit: number): string[] {
  const [a, b] = [expectDType(found, 'float32').data, expectDType(wanted, 'float32').data];
  if (a.length !== b.length) return [`${what} gives ${a.length} elements instead of ${b.length}`];
  const most = b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const error = b.reduce((largest, value, i) => Math.max(largest, Math.abs(value - a[i])), 0) / most;
  return error <= limit ? [] : [`${what} is off by ${error}`];
}
