import type { CalibrationRecipe } from '@openbpu/config';
import type { Thresholds } from '@openbpu/passes';
import {
  type Calibrator,
  JUDGED_SAMPLES,
  KlCalibrator,
  MaxCalibrator,
  MseCalibrator,
  Search,
  type SearchRequest,
  type Steps,
  needsSamples,
} from '@openbpu/quant';
import type { RecordCalibration } from '@openbpu/record';
import type { FoldResult } from '@openbpu/runtime';
import { imagesOf } from '../resolve-inputs';
import { digestOfBytes } from '../cache/digests';
import type { Progress, Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { pairedFeeds } from './paired-feeds';
import { type PairedFeeds, outputCosine } from './prove';
import { quantised } from './quantise';
import type { Sampled } from './sample';
import { warnOfBroken } from './warn-of-broken';

/** What calibration settled, and how. */
export interface Calibrated {
  readonly thresholds: Thresholds;
  readonly calibration: RecordCalibration;
  /** Whether thresholds come from noise in place of samples. */
  readonly drawn: boolean;
}

/** Settles every threshold by what the samples make the float model do. */
export const CALIBRATE: Stage<'calibrate', Dressed & Optimised & Sampled, ConversionJob, Calibrated> = {
  name: 'calibrate',
  summary: 'Finds the thresholds.',
  async run(known, job, progress) {
    const { inputs, optimized, samples } = known;
    const { cache, recipe, backend, sink } = job;
    const from = [
      await cache.digests.ofGraph(optimized),
      await cache.digests.ofSamples(samples),
      inputs,
      recipe.calibration,
      backend.policy,
    ];
    return cache.through('calibrate', from, sink, () => settle(known, job, progress));
  },
};

async function settle(
  { inputs, optimized, samples }: Dressed & Optimised & Sampled,
  { recipe: { calibration: asked }, backend, lanes, sink, cache }: ConversionJob,
  progress: Progress,
): Promise<Calibrated> {
  let read: Promise<readonly PairedFeeds[]> | undefined;
  const judgedSamples = () =>
    (read ??= Promise.all(samples.slice(0, JUDGED_SAMPLES).map((sample) => pairedFeeds(sample, inputs))));
  const images = imagesOf(inputs);
  const search = new Search(optimized, {
    policy: backend.policy,
    images,
    samples,
    feeds: async (sample) => (await pairedFeeds(sample, inputs)).float,
    lanes,
    judge: async (thresholds) => {
      const judged = await judgedSamples();
      return outputCosine(optimized, quantised(optimized, thresholds, inputs).quantized, judged, lanes, (runs) =>
        progress('judge', runs, 2 * judged.length),
      );
    },
    heard: (known, activations) => warnOfBroken(known, activations, sink),
    heardBefore: async (model) =>
      cache.pieces<FoldResult>('heard', [digestOfBytes(model), await cache.digests.ofSamples(samples)]),
    progress,
  });
  const { thresholds, method, candidates } = await search.run(searchRequest(asked));
  const skip = asked.type === 'skip';
  return {
    thresholds,
    calibration: { ...(skip ? { noise: true } : {}), method, candidates, samples: samples.length },
    drawn: skip && needsSamples(optimized, images),
  };
}

/** The methods a recipe asks for, in the order they are tried. */
export function searchRequest({
  type,
  maxPercentile,
  perChannel,
}: Pick<CalibrationRecipe, 'type' | 'maxPercentile' | 'perChannel'>): SearchRequest {
  const methods = (steps: Steps): readonly Calibrator[] => {
    if (type === 'kl') return [new KlCalibrator()];
    if (type === 'default')
      return [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator(), new MseCalibrator(steps)];
    return [new MaxCalibrator(type === 'max' ? maxPercentile : undefined)];
  };
  return { methods, perChannel };
}
