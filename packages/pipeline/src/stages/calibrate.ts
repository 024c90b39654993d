import type { PassContext, QuantPolicy } from '@openbpu/core';
import type { CalibrationRecipe } from '@openbpu/config';
import type { Graph } from '@openbpu/ir';
import { tappedModel } from './tapped-model';
import { type Thresholds, activationForms, calibratedActivations, scaleGroups, shareThresholds } from '@openbpu/passes';
import {
  type Calibrator,
  ChannelRanges,
  KlCalibrator,
  MaxCalibrator,
  MseCalibrator,
  type Steps,
  ThresholdPlan,
  listen,
  probedGroups,
  weightThresholds,
} from '@openbpu/quant';
import type { RecordCalibration } from '@openbpu/record';
import type { LanePool, SampleRef } from '@openbpu/runtime';
import { from } from 'rxjs';
import type { ResolvedInput } from '../resolve-inputs';
import type { Progress, Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { pairedFeeds } from './paired-feeds';
import { correct } from './correct';
import { outputCosine } from './prove';
import { quantised } from './quantise';
import type { Sampled } from './sample';
import { refine } from './refine';
import { roundWeights } from './round';
import { spread } from './spread';
import { type Entry, type Judge, Tournament } from './tournament';
import { warnOfBroken } from './warn-of-broken';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;
/**
 * How many samples, the first ones, `default` judges its candidates on. One alone is too often right with every
 * candidate.
 */
export const JUDGED_SAMPLES = 8;
/** Below this mean cosine of the outputs `default` goes on: what won before refining may win after all. */
const GOOD = 0.99;
/**
 * How many samples thresholds are refined and biases corrected on: others than the judged ones where there are enough.
 */
const REFINED_SAMPLES = 8;

/** What calibration settled, and how. */
export interface Calibrated {
  readonly thresholds: Thresholds;
  readonly calibration: RecordCalibration;
}

/** Settles every threshold by what the samples make the float model do. */
export const CALIBRATE: Stage<'calibrate', Dressed & Optimised & Sampled, ConversionJob, Calibrated> = {
  name: 'calibrate',
  summary: 'Finds the thresholds.',
  async run({ inputs, optimized, samples }, job, progress) {
    const { lanes } = job;
    const judged = await Promise.all(samples.slice(0, JUDGED_SAMPLES).map((sample) => pairedFeeds(sample, inputs)));
    const judge = (thresholds: Thresholds) =>
      outputCosine(optimized, quantised(optimized, thresholds, inputs).quantized, judged, lanes, (runs) =>
        progress('judge', runs, 2 * judged.length),
      );
    const { policy } = job.backend;
    const context = { ops: job.ops, sink: job.sink, lanes, progress, policy };
    return await calibrate(optimized, inputs, samples, job.recipe.calibration, judge, context);
  },
};

export interface CalibrateContext extends PassContext {
  readonly lanes: LanePool;
  readonly progress: Progress;
  readonly policy: QuantPolicy;
}

/**
 * Runs the float model over the samples and settles every threshold. `default` tries several methods, each
 * again with thresholds of channels, then the best of all with every threshold refined, then with biases corrected; it
 * keeps what `judge` likes best, the first of equals.
 */
export async function calibrate(
  graph: Graph<'optimized'>,
  inputs: readonly ResolvedInput[],
  samples: readonly SampleRef[],
  recipe: CalibrationRecipe,
  judge: Judge,
  context: CalibrateContext,
): Promise<Calibrated> {
  const { lanes, progress, policy } = context;
  const images = new Set(inputs.filter(({ typeRt }) => typeRt !== 'featuremap').map(({ name }) => name));
  const all = calibratedActivations(graph);
  const heardOf = all.filter((id) => !images.has(id));
  const search = recipe.type === 'default';
  const channels = new ChannelRanges(graph, [...activationForms(graph).keys()]);
  const methods = calibratorsOf(recipe, channels.steps);
  const session = await lanes.open(tappedModel(graph, heardOf), { optimise: true });
  let done = 0;
  const known = await listen(
    session,
    () => from(samples),
    heardOf,
    [...methods, channels],
    (walk) => {
      done++;
      progress('calibrate', done, samples.length * walk);
    },
  );
  await session.close();
  warnOfBroken(known, heardOf, context.sink);

  const plan = new ThresholdPlan(graph, channels.ranges(known), weightThresholds(graph));
  const decide = (method: Calibrator) => {
    const decided = new Map([
      ...all.filter((id) => images.has(id)).map((id) => [id, IMAGE_THRESHOLD] as const),
      ...method.decide(heardOf, known),
    ]);
    return shareThresholds(graph, decided, policy, images);
  };
  if (!search) {
    const [method] = methods;
    const name = recipe.perChannel ? `${method.name},per_channel` : method.name;
    return {
      thresholds: plan.thresholds(decide(method), recipe.perChannel),
      calibration: { method: name, candidates: [{ method: name, cosine: null }], samples: samples.length },
    };
  }

  const tournament = new Tournament(plan, judge);
  for (const method of methods) await tournament.enter(method.name, { wanted: decide(method), perChannel: false });
  if (plan.hasChannels)
    for (const method of methods)
      await tournament.enter(`${method.name},per_channel`, { wanted: decide(method), perChannel: true });
  const unrefined = tournament.best;
  const { method, thresholds, choice } = unrefined;
  const groups = scaleGroups(graph, thresholds.activations, policy, images).filter(
    ([id]) => !images.has(id) && thresholds.activations.get(id)! > 0,
  );
  const feeds = await Promise.all(refinedOn(samples).map(async (sample) => (await pairedFeeds(sample, inputs)).float));
  const factors = await refine(graph, probedGroups(graph, groups, thresholds), feeds, lanes, (step, total) =>
    progress('refine', step, total),
  );
  await tournament.enter(`${method},refined`, {
    ...choice,
    factors: new Map(groups.flatMap((group, i) => group.map((id) => [id, factors[i]] as const))),
  });
  const finish = async (base: Entry) => {
    const corrected = async (name: string, weights: Pick<Thresholds, 'roundedWeights'>) => {
      const corrections = await correct(graph, { ...base.thresholds, ...weights }, feeds, lanes, (step, total) =>
        progress('correct', step, total),
      );
      await tournament.enter(`${base.method},${name}`, { ...base.choice, ...weights, corrections });
    };
    await corrected('corrected', {});
    const roundedWeights = await roundWeights(graph, base.thresholds, samples, lanes, (step, total) =>
      progress('round', step, total),
    );
    await tournament.enter(`${base.method},rounded`, { ...base.choice, roundedWeights });
    await corrected('rounded,corrected', { roundedWeights });
  };
  const leader = tournament.best;
  await finish(leader);
  if (leader !== unrefined && tournament.best.cosine < GOOD) await finish(unrefined);
  return {
    thresholds: tournament.best.thresholds,
    calibration: { method: tournament.best.method, candidates: tournament.candidates, samples: samples.length },
  };
}

/** Samples spread evenly over those that are not judged, or over all where the others are few. */
function refinedOn(samples: readonly SampleRef[]): SampleRef[] {
  return spread(
    samples.length >= JUDGED_SAMPLES + REFINED_SAMPLES ? samples.slice(JUDGED_SAMPLES) : samples,
    REFINED_SAMPLES,
  );
}

/** The methods a recipe asks for, in the order they are tried. */
export function calibratorsOf({ type, maxPercentile }: CalibrationRecipe, steps: Steps): readonly Calibrator[] {
  if (type === 'kl') return [new KlCalibrator()];
  if (type === 'default')
    return [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator(), new MseCalibrator(steps)];
  return [new MaxCalibrator(type === 'max' ? maxPercentile : undefined)];
}
