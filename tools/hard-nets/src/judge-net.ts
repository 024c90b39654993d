import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Effort, JobEvents, evaluate, tune } from '@openbpu/pipeline';
import type { RunRecord } from '@openbpu/record';
import { CALIBRATION_FOLDER, type NodeInfos, RECIPE, type RecipeModel, convertWithSamples } from '@openbpu/river';
import { bytesOf } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, readImage } from '@openbpu/vision';
import type { HardNet, Pictures } from './hard-net';

/** One way to quantise a net. */
export interface Way {
  readonly calibration: 'kl' | 'max' | 'default';
  readonly effort?: Effort;
  /** Whether some tensors have 16 bits, for 15 % more time at most. */
  readonly int16?: true;
}

/** What an inference with some int16 may take, times that of int8. */
const DEARER = 1.15;

/** How a net does on labelled pictures, in percent, beside its own float form. */
export interface Judged {
  readonly top1: number;
  readonly float: number;
  /** The interval of the difference, in points, picture by picture. */
  readonly interval: readonly [number, number];
  readonly method: string;
  readonly cosine: number;
  readonly seconds: number;
  /** Of an inference, as predicted. */
  readonly ms: number;
}

/** Writes the calibration samples of a net into the folder it is converted in. */
export async function writeSamples({ model, fit }: HardNet, files: readonly string[], folder: string): Promise<void> {
  const { typeTrain } = model;
  if (typeTrain === 'featuremap') throw new TypeError(`${model.name} takes no pictures`);
  await mkdir(join(folder, CALIBRATION_FOLDER), { recursive: true });
  for (const [i, file] of files.entries()) {
    const image = await fitImage(await readImage(file), fit);
    const { data } = encodeTrainingInput(image, { type: typeTrain, layout: 'NCHW' });
    await writeFile(join(folder, CALIBRATION_FOLDER, `${String(i).padStart(4, '0')}.${typeTrain}`), bytesOf(data));
  }
}

/** Converts a net in a folder that holds its samples, and holds the `.bin` against the float model. */
export async function judgeNet(
  { model, typeRt, fit }: HardNet,
  way: Way,
  pictures: Pictures,
  folder: string,
): Promise<Judged> {
  const began = performance.now();
  const { int16, ...choice } = way;
  const nodeInfo = int16 ? { nodeInfo: await bought(model, typeRt, folder) } : {};
  const { record, workingDir } = await convertWithSamples(model, folder, { typeRt, ...choice, ...nodeInfo });
  const seconds = (performance.now() - began) / 1000;
  const labelPath = join(folder, 'labels.txt');
  await writeFile(labelPath, pictures.labels.map((line) => `${line}\n`).join(''));
  const { top1, against } = await evaluate(
    {
      model: join(workingDir, `${model.name}.bin`),
      against: join(workingDir, `${model.name}_original_float_model.onnx`),
      imagePath: pictures.folder,
      labelPath,
      fit: { shortSide: fit.shortSide, crop: [fit.height, fit.width] },
    },
    new JobEvents(),
  );
  const { comparison } = against!;
  return {
    top1: 100 * top1.rate,
    float: 100 * against!.top1.rate,
    interval: [100 * comparison.low, 100 * comparison.high],
    method: record.calibration?.method ?? '',
    cosine: record.outputs[0].cosine ?? NaN,
    seconds,
    ms: latencyOf(record),
  };
}

/**
 * Nodes that `tune` gives 16 bits to for 15 % more time at most. Its points are calibrated by `max`, which takes
 * seconds where `default` takes minutes.
 */
async function bought(model: RecipeModel, typeRt: string, folder: string): Promise<NodeInfos> {
  const { record } = await convertWithSamples(model, folder, { typeRt, calibration: 'max' });
  const { tuning } = await tune({
    config: join(folder, RECIPE),
    modelType: 'onnx' in model.files ? 'onnx' : 'caffe',
    maxMs: DEARER * latencyOf(record),
  });
  const chosen = tuning.points[tuning.chosen].groups;
  return Object.assign(
    {},
    ...tuning.groups.filter(({ name }) => chosen.includes(name)).map((group) => group.nodeInfo),
  ) as NodeInfos;
}

function latencyOf({ performance: predicted }: RunRecord): number {
  return (predicted?.latencyUs ?? NaN) / 1000;
}
