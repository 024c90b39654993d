import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Effort, JobEvents, makertbin, type MakertbinResult } from '@openbpu/pipeline';
import { bytesOf } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, readImage } from '@openbpu/vision';
import { calibrationPictures } from './calibration-pictures';
import { DATA, golden } from './data';
import type { RealModel } from './models';
import { type NodeInfos, recipeText } from './recipe-text';

/** Where the samples of a conversion lie in its folder. */
export const CALIBRATION_FOLDER = 'calibration_f32';
/** The recipe of a conversion, in its folder. */
export const RECIPE = 'recipe.yaml';

export interface ConvertChoice {
  readonly typeRt: string;
  readonly march?: string;
  readonly calibration: string;
  /** How many calibration samples at most; 0 uses those that are in the folder already. */
  readonly samples: number;
  readonly threads?: number;
  readonly effort?: Effort;
  readonly nodeInfo?: NodeInfos;
  /** Leaves the samples behind as the model sees them. */
  readonly dump?: boolean;
  readonly compiler?: Readonly<Record<string, string>>;
}

/**
 * Writes the raw calibration files of a model into `folder`, as the guide asks for them: the training type, NCHW,
 * float32.
 */
export async function writeCalibration(model: RealModel, folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { samples, typeTrain } = model;
  if (samples.kind === 'golden' || typeTrain === 'featuremap') {
    for (const [i, { input }] of golden(model.golden).cases.slice(0, count).entries())
      await writeFile(join(folder, `${i}.bin`), bytesOf(input.data));
    return;
  }
  for (const [i, file] of (await calibrationPictures(samples.set, count)).entries()) {
    const image = await fitImage(await readImage(file), samples.fit);
    await writeFile(
      join(folder, `${String(i).padStart(4, '0')}.${typeTrain}`),
      bytesOf(encodeTrainingInput(image, { type: typeTrain, layout: 'NCHW' }).data),
    );
  }
}

/** What a recipe says of a model. */
export type RecipeModel = Pick<
  RealModel,
  'name' | 'files' | 'inputName' | 'inputShape' | 'typeTrain' | 'mean' | 'scale'
>;

/**
 * Writes the recipe of a conversion, and its calibration samples, into `folder`. Gives what `makertbin` is called with.
 */
export async function writeRecipe(
  model: RealModel,
  folder: string,
  { samples, ...choice }: ConvertChoice,
): Promise<{ config: string; modelType: 'onnx' | 'caffe' }> {
  if (samples > 0) await writeCalibration(model, join(folder, CALIBRATION_FOLDER), samples);
  return writeRecipeOnly(model, folder, choice);
}

/** The same where `folder` holds samples of the training type already. */
async function writeRecipeOnly(
  { name, files, inputName, inputShape, typeTrain, mean, scale }: RecipeModel,
  folder: string,
  { typeRt, march = 'bayes-e', calibration, nodeInfo, dump = false, compiler = {} }: Omit<ConvertChoice, 'samples'>,
): Promise<{ config: string; modelType: 'onnx' | 'caffe' }> {
  const inData =
    'onnx' in files
      ? { onnx: resolve(DATA, files.onnx) }
      : { prototxt: resolve(DATA, files.prototxt), caffemodel: resolve(DATA, files.caffemodel) };
  const config = join(folder, RECIPE);
  await writeFile(
    config,
    recipeText({
      model: inData,
      march,
      prefix: name,
      workingDir: './model_output',
      typeRt,
      typeTrain,
      inputName,
      calDataDir: `./${CALIBRATION_FOLDER}`,
      calibration,
      layoutRt: typeRt === 'nv12' || (typeRt === 'featuremap' && march !== 'bernoulli2') ? '' : 'NHWC',
      ...(inputShape ? { inputShape } : {}),
      ...(mean ? { mean } : {}),
      ...(scale ? { scale } : {}),
      ...(nodeInfo ? { nodeInfo } : {}),
      dump,
      compiler,
    }),
  );
  return { config, modelType: 'onnx' in files ? 'onnx' : 'caffe' };
}

/** Converts a model in `folder` as a user would, with a recipe in a file. */
export async function convertModel(
  model: RealModel,
  folder: string,
  choice: ConvertChoice,
  events = new JobEvents(),
): Promise<MakertbinResult> {
  return makertbin({ ...(await writeRecipe(model, folder, choice)), ...optionsOf(choice) }, events);
}

/** The same of any model, where `folder` holds samples of the training type in `CALIBRATION_FOLDER`. */
export async function convertWithSamples(
  model: RecipeModel,
  folder: string,
  choice: Omit<ConvertChoice, 'samples'>,
): Promise<MakertbinResult> {
  return makertbin({ ...(await writeRecipeOnly(model, folder, choice)), ...optionsOf(choice) });
}

function optionsOf({ threads, effort }: Pick<ConvertChoice, 'threads' | 'effort'>) {
  return { ...(threads === undefined ? {} : { threads }), ...(effort === undefined ? {} : { effort }) };
}
