import { resolve } from 'node:path';
import { type Sink, fail } from '@openbpu/diagnostics';
import type { FeedConversion, SampleInput, SampleRef } from '@openbpu/runtime';
import { VISION, inferSampleDType, listImages, listSamples, listSubfolders } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import type { ResolvedInput } from '../resolve-inputs';
import { checkChainShape } from './check-chain-shape';

/** How many noise samples stand in for data when calibration is skipped. */
const NOISE_SAMPLES = 10;

/** How a sample of the training type becomes what the float model is fed with. */
export function feedOf({ typeRt, typeTrain, layoutTrain, spaceAndRange }: ResolvedInput): FeedConversion {
  if (typeRt === 'featuremap' || typeTrain === 'featuremap') return { kind: 'none' };
  return {
    kind: 'image',
    from: typeTrain,
    to: typeRt === 'nv12' ? 'yuv444' : typeRt,
    layout: layoutTrain,
    range: spaceAndRange,
  };
}

/**
 * The calibration samples: the k-th file of every input's folder, in the order of their names. Files are read only when
 * a lane runs them. Throws DiagnosticError when a folder is missing, empty, or does not match the others.
 */
export async function calibrationSamples(
  inputs: readonly ResolvedInput[],
  baseFolder: string,
  sink: Sink,
): Promise<SampleRef[]> {
  const perInput = await Promise.all(inputs.map((input) => filesOf(input, baseFolder, sink)));
  const counts = perInput.map((files) => files.length);
  if (new Set(counts).size > 1)
    fail(PIPELINE.unevenSamples({ counts, inputs: inputs.map(({ name }) => name) }, { name: 'cal_data_dir' }));
  return perInput[0].map((_, i) => ({ inputs: perInput.map((files) => files[i]) }));
}

async function filesOf(input: ResolvedInput, baseFolder: string, sink: Sink): Promise<SampleInput[]> {
  const folder = resolve(baseFolder, input.calDataDir ?? '');
  const { name, dtype: own, chain } = input;
  if (chain) checkChainShape(input, chain);
  const stated = chain ? 'float32' : (input.calDataType ?? inferSampleDType(folder));
  const dtype = own === 'float32' ? stated : own;
  if (dtype !== stated) sink.report(PIPELINE.ownElements({ input: name, dtype, stated }, { name: 'cal_data_type' }));
  const files = chain ? listImages(folder) : listSamples(folder);
  const folders = listSubfolders(folder);
  if (folders.length > 0) sink.report(VISION.skippedFolders({ folder, folders }, { name: 'cal_data_dir' }));
  return files.map((file) => ({
    kind: 'file',
    name,
    file,
    dtype,
    fed: own,
    shape: input.shape,
    feed: feedOf(input),
    ...(chain ? { chain } : {}),
  }));
}

/** Reproducible noise in place of samples. */
export function noiseSamples(inputs: readonly ResolvedInput[]): SampleRef[] {
  return Array.from({ length: NOISE_SAMPLES }, (_, k) => ({
    inputs: inputs.map(({ name, shape, dtype, typeRt }, i) => ({
      kind: 'seeded',
      name,
      fed: dtype,
      shape,
      seed: k * inputs.length + i,
      image: typeRt !== 'featuremap',
    })),
  }));
}
