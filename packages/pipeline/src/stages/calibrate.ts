import type { PassContext, QuantPolicy } from '@openbpu/core';
import type { CalibrationRecipe } from '@openbpu/config';
import type { Graph } from '@openbpu/ir';
import { tappedModel } from './tapped-model';
import { type Thresholds, calibratedActivations, scaleGroups, shareThresholds, zeroActivations } from '@openbpu/passes';
import { type Calibrator, ChannelMaxima, KlCalibrator, MaxCalibrator, MseCalibrator, SHIFTED_STEPS, SYMMETRIC_STEPS, type Steps, channelThresholds, listen, weightThresholds } from '@openbpu/quant';
import type { RecordCalibration } from '@openbpu/record';
import type { LanePool, SampleRef } from '@openbpu/runtime';
import { from } from 'rxjs';
import type { JobEvents } from '../events';
import type { ResolvedInput } from '../resolve-inputs';
import { pairedFeeds } from './paired-feeds';
import { refine } from './refine';
import { Tournament } from './tournament';
import { warnOfBroken } from './warn-of-broken';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;
/** How many samples, the first ones, `default` judges its candidates on. One alone is too often right with every candidate. */
export const JUDGED_SAMPLES = 8;
/** How many samples thresholds are refined on: others than the judged ones where there are enough. */
const REFINED_SAMPLES = 8;

/** What calibration settled, and how. */
export interface Calibrated {
  readonly thresholds: Thresholds;
  readonly record: RecordCalibration;
}

/** How well a set of thresholds does: mean cosine of the quantised model's outputs on the judged samples. */
export type Judge = (thresholds: Thresholds) => Promise<number>;

export interface CalibrateContext extends PassContext {
  readonly lanes: LanePool;
  readonly events: JobEvents;
  readonly policy: QuantPolicy;
}

/**
 * ⑥ LISTEN: runs the float model over the samples and settles every threshold. `default` tries several methods, then the
 * best of them with thresholds of channels, then with every threshold refined; it keeps what `judge` likes best, the first
 * of equals.
 */
export async function calibrate(graph: Graph<'optimized'>, inputs: readonly ResolvedInput[], samples: readonly SampleRef[], recipe: CalibrationRecipe, judge: Judge, context: CalibrateContext): Promise<Calibrated> {
  const { lanes, events, policy } = context;
  const images = new Set(inputs.filter(({ typeRt }) => typeRt !== 'featuremap').map(({ name }) => name));
  const all = calibratedActivations(graph);
  const heardOf = all.filter((id) => !images.has(id));
  const search = recipe.type === 'default';
  const shifted = new Set(zeroActivations(graph));
  const methods = calibratorsOf(recipe, (at) => (shifted.has(at) ? SHIFTED_STEPS : SYMMETRIC_STEPS));
  const channels = search || recipe.perChannel ? [new ChannelMaxima(graph)] : [];
  const session = await lanes.open(tappedModel(graph, heardOf), { optimise: true });
  let done = 0;
  const known = await listen(session, () => from(samples), heardOf, [...methods, ...channels], (walk) => {
    done++;
    events.progress('calibrate', done, samples.length * walk);
  });
  await session.close();
  warnOfBroken(known, heardOf, context.sink);

  const weights = weightThresholds(graph);
  const limits = new Map(channels.flatMap((maxima) => [...maxima.limits(known)]));
  const plain = (method: Calibrator): Thresholds => {
    const decided = new Map([...all.filter((id) => images.has(id)).map((id) => [id, IMAGE_THRESHOLD] as const), ...method.decide(heardOf, known)]);
    return { activations: shareThresholds(graph, decided, policy, images), weights };
  };
  const channelwise = ({ activations }: Thresholds): Thresholds => ({ activations, channels: channelThresholds(limits, activations), weights });
  if (!search) {
    const [method] = methods;
    const name = recipe.perChannel ? `${method.name},per_channel` : method.name;
    events.log(`Select ${name} method.`);
    return { thresholds: recipe.perChannel ? channelwise(plain(method)) : plain(method), record: { method: name, candidates: [{ method: name, cosine: null }], samples: samples.length } };
  }

  const tournament = new Tournament(judge);
  for (const method of methods) await tournament.enter(method.name, plain(method));
  if (limits.size > 0) await tournament.enter(`${tournament.best.method},per_channel`, channelwise(tournament.best.thresholds));
  const { method, thresholds: { activations, channels: own } } = tournament.best;
  const groups = scaleGroups(graph, activations, policy, images).filter(([id]) => !images.has(id) && activations.get(id)! > 0);
  const probed = groups.map((group) => {
    const limit = own && limits.get(group[0]);
    return { activations: group, threshold: activations.get(group[0])!, shifted: shifted.has(group[0]), ...(limit ? { limits: limit } : {}) };
  });
  const feeds = await Promise.all(refinedOn(samples).map(async (sample) => (await pairedFeeds(sample, inputs)).float));
  const factors = await refine(graph, probed, feeds, lanes, (step, total) => events.progress('refine', step, total));
  const refined = new Map(activations);
  groups.forEach((group, i) => group.forEach((id) => refined.set(id, Math.fround(activations.get(id)! * factors[i]))));
  await tournament.enter(`${method},refined`, own ? channelwise({ activations: refined, weights }) : { activations: refined, weights });
  events.log(`Select ${tournament.best.method} method.`);
  return { thresholds: tournament.best.thresholds, record: { method: tournament.best.method, candidates: tournament.candidates, samples: samples.length } };
}

/** Samples spread evenly over those that are not judged, or over all where the others are few. */
function refinedOn(samples: readonly SampleRef[]): SampleRef[] {
  const from = samples.length >= JUDGED_SAMPLES + REFINED_SAMPLES ? samples.slice(JUDGED_SAMPLES) : samples;
  const count = Math.min(REFINED_SAMPLES, from.length);
  return Array.from({ length: count }, (_, i) => from[Math.floor((i * from.length) / count)]);
}

/** The methods a recipe asks for, in the order they are tried. */
export function calibratorsOf({ type, maxPercentile }: CalibrationRecipe, steps: Steps): readonly Calibrator[] {
  if (type === 'kl') return [new KlCalibrator()];
  if (type === 'default') return [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator(), new MseCalibrator(steps)];
  return [new MaxCalibrator(type === 'max' ? maxPercentile : undefined)];
}
