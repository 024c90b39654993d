import type { CalibrationRecipe } from '@openbpu/config';
import type { Sink } from '@openbpu/diagnostics';
import { type Graph, type ValueId, userName } from '@openbpu/ir';
import type { Thresholds } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import {
  type Calibrator,
  KlCalibrator,
  MaxCalibrator,
  MseCalibrator,
  Search,
  type ChannelFactors,
  type FoundEqualised,
  type FoundTuned,
  type SearchRequest,
  type SearchTools,
  type Steps,
  loadedThresholds,
  missedScales,
  missedWeights,
  needsSamples,
  rescale,
  searchEqualised,
  tuneFound,
} from '@openbpu/quant';
import type { RecordCalibration } from '@openbpu/record';
import type { FoldResult } from '@openbpu/runtime';
import { PIPELINE } from '../catalogue';
import { imagesOf } from '../resolve-inputs';
import { type Effort, USUAL_EFFORT } from '../effort';
import type { Progress, Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { type OutputJudge, outputJudge } from './output-judge';
import { pairedFeeds } from './paired-feeds';
import { quantised } from './quantise';
import type { Sampled } from './sample';
import { warnOfBroken } from './warn-of-broken';

/** What calibration settled, and how. */
export interface Calibrated {
  readonly thresholds: Thresholds;
  readonly calibration: RecordCalibration;
  /** Whether thresholds come from noise in place of samples. */
  readonly drawn: boolean;
  /** The method that every activation has its threshold from, where methods were mixed. */
  readonly methods?: ReadonlyMap<ValueId, string>;
}

/** The model as it was placed, before scales of channels were moved. */
export interface Placed {
  readonly placed: Graph<'optimized'>;
}

/** What is kept of it: plain data. */
type Settled = Calibrated & { readonly factors?: ChannelFactors };

/**
 * Settles every threshold by what the samples make the float model do, or by what the model says. Where scales of
 * channels were moved for that, what follows works with that model.
 */
export const CALIBRATE: Stage<
  'calibrate',
  Dressed & Optimised & Sampled,
  ConversionJob,
  Calibrated & Optimised & Placed
> = {
  name: 'calibrate',
  summary: 'Finds the thresholds.',
  async run(known, job, progress) {
    const { inputs, optimized, samples } = known;
    const { cache, recipe, backend, sink, effort } = job;
    if (effort !== undefined && recipe.calibration.type !== 'default')
      sink.report(PIPELINE.idleEffort({ effort, type: recipe.calibration.type }, { name: '--effort' }));
    const from = async () => [
      ...(await Promise.all([cache.digests.ofSamples(samples), cache.digests.ofGraph(optimized)])),
      inputs,
      recipe.calibration,
      backend.policy,
      backend.march,
      ...(recipe.calibration.type === 'default' ? [effort ?? USUAL_EFFORT] : []),
    ];
    const { factors, ...found } = await cache.through('calibrate', from, sink, () => settle(known, job, progress));
    return { ...found, placed: optimized, optimized: factors ? rescale(optimized, factors) : optimized };
  },
};

async function settle(known: Dressed & Optimised & Sampled, job: ConversionJob, progress: Progress): Promise<Settled> {
  const { inputs, optimized, samples } = known;
  const { recipe, backend, lanes, sink, effort = USUAL_EFFORT } = job;
  const { calibration: asked } = recipe;
  lanes.begin();
  if (asked.type === 'load') return loaded(optimized, imagesOf(inputs), backend, sink);
  const judged = outputJudge(known, lanes, (done, total) => progress('judge', done, total));
  const toolsOf = (graph: Graph<'optimized'>) => searchTools({ ...known, optimized: graph }, job, progress, judged);
  const request = searchRequest(asked, effort);
  const equalises = asked.type === 'default' && effort >= 2;
  const found: FoundEqualised = equalises
    ? await searchEqualised(optimized, toolsOf, request)
    : await new Search(optimized, toolsOf(optimized)).run(request);
  const best = found.equalised ? rescale(optimized, found.equalised.factors) : optimized;
  const tunes = asked.type === 'default' && effort >= 3;
  const settled: FoundEqualised & FoundTuned = tunes ? await tuneFound(best, toolsOf(best), found) : found;
  const { thresholds, method, candidates, methods, equalised, tuned } = settled;
  const skip = asked.type === 'skip';
  return {
    thresholds,
    calibration: {
      ...(skip ? { noise: true } : {}),
      method,
      candidates,
      samples: samples.length,
      ...(equalised ? { equalised: equalised.joints } : {}),
      ...(tuned ? { tuned } : {}),
    },
    drawn: skip && needsSamples(optimized, imagesOf(inputs)),
    ...(methods ? { methods } : {}),
    ...(equalised ? { factors: equalised.factors } : {}),
  };
}

/**
 * What a search of thresholds works with; what it hears of the float model is kept for searches to come. `judged` holds
 * what it finds against a float model, this one unless told.
 */
export function searchTools(
  known: Pick<Dressed, 'inputs'> & Optimised & Sampled,
  { backend, lanes, sink, cache }: ConversionJob,
  progress: Progress,
  judged: OutputJudge = outputJudge(known, lanes, (done, total) => progress('judge', done, total)),
): SearchTools {
  const { inputs, optimized, samples } = known;
  /** What is heard follows from the float model and the samples, wherever nodes run. */
  const heardFrom = async (taps: readonly ValueId[]) => [
    cache.digests.ofFloat(optimized),
    taps,
    await cache.digests.ofSamples(samples),
  ];
  return {
    policy: backend.policy,
    images: imagesOf(inputs),
    samples,
    feeds: async (sample) => (await pairedFeeds(sample, inputs)).float,
    lanes,
    judge: async (thresholds) => judged(quantised(optimized, thresholds, inputs).quantized),
    heard: (heard, activations) => warnOfBroken(heard, activations, sink),
    heardBefore: (taps) => cache.pieces<FoldResult>('heard', () => heardFrom(taps)),
    decidedBefore: (method, taps) => cache.pieces<number>('decided', async () => [method, ...(await heardFrom(taps))]),
    progress,
  };
}

/** What the model says by itself, with a word on whatever is not as it says. */
function loaded(
  optimized: Graph<'optimized'>,
  images: ReadonlySet<ValueId>,
  { policy, march }: Pick<Backend, 'policy' | 'march'>,
  sink: Sink,
): Calibrated {
  const thresholds = loadedThresholds(optimized, images, policy);
  for (const missed of missedScales(optimized, thresholds, images)) {
    const node = optimized.producer(missed.tensor) ?? optimized.consumers(missed.tensor)[0];
    sink.report(PIPELINE.otherScale({ ...missed, node: userName(node), march }, node.origins[0]));
  }
  for (const { node: id, rounded, cut, of } of missedWeights(optimized)) {
    const [origin] = optimized.node(id)!.origins;
    const node = userName(optimized.node(id)!);
    if (rounded > 0) sink.report(PIPELINE.otherWeights({ node, channels: rounded, of }, origin));
    if (cut > 0) sink.report(PIPELINE.cutWeights({ node, channels: cut, of }, origin));
  }
  const calibration = { loaded: true, method: 'load', candidates: [], samples: 0 };
  return { thresholds, calibration, drawn: false };
}

/** The methods a recipe asks for, in the order they are tried; what `effort` says is for `default` alone. */
export function searchRequest(
  { type, maxPercentile, perChannel }: Pick<CalibrationRecipe, 'type' | 'maxPercentile' | 'perChannel'>,
  effort: Effort = USUAL_EFFORT,
): SearchRequest {
  const methods = (steps: Steps): readonly Calibrator[] => {
    if (type === 'kl') return [new KlCalibrator()];
    if (type === 'default' || type === 'mix')
      return [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator(), new MseCalibrator(steps)];
    return [new MaxCalibrator(type === 'max' ? maxPercentile : undefined)];
  };
  return { methods, perChannel, mix: type === 'mix', polish: type !== 'default' || effort > 0 };
}
