import type { PassContext, QuantPolicy } from '@openbpu/core';
import type { CalibrationRecipe } from '@openbpu/config';
import type { Graph } from '@openbpu/ir';
import { tappedModel } from './tapped-model';
import { type Thresholds, calibratedActivations, shareThresholds } from '@openbpu/passes';
import { type Calibrator, KlCalibrator, MaxCalibrator, MseCalibrator, listen, weightThresholds } from '@openbpu/quant';
import type { RecordCalibration } from '@openbpu/record';
import type { LanePool, SampleRef } from '@openbpu/runtime';
import { from } from 'rxjs';
import type { JobEvents } from '../events';
import type { ResolvedInput } from '../resolve-inputs';
import { warnOfBroken } from './warn-of-broken';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;

/** What calibration settled, and how. */
export interface Calibrated {
  readonly thresholds: Thresholds;
  readonly record: RecordCalibration;
}

/** How well a set of thresholds does: mean cosine of the quantised model's outputs on the first samples. */
export type Judge = (thresholds: Thresholds) => Promise<number>;

export interface CalibrateContext extends PassContext {
  readonly lanes: LanePool;
  readonly events: JobEvents;
  readonly policy: QuantPolicy;
}

/**
 * ⑥ LISTEN: runs the float model over the samples and settles every threshold. `default` tries several methods and
 * keeps the one `judge` likes best, the first of equals.
 */
export async function calibrate(graph: Graph<'optimized'>, inputs: readonly ResolvedInput[], samples: readonly SampleRef[], recipe: CalibrationRecipe, judge: Judge, context: CalibrateContext): Promise<Calibrated> {
  const images = new Set(inputs.filter(({ typeRt }) => typeRt !== 'featuremap').map(({ name }) => name));
  const all = calibratedActivations(graph);
  const heardOf = all.filter((id) => !images.has(id));
  const methods = calibratorsOf(recipe);
  const session = await context.lanes.open(tappedModel(graph, heardOf), { optimise: true });
  let done = 0;
  const known = await listen(session, () => from(samples), heardOf, methods, (walk) => {
    done++;
    context.events.progress('calibrate', done, samples.length * walk);
  });
  await session.close();
  warnOfBroken(known, heardOf, context.sink);

  const weights = weightThresholds(graph);
  const candidates: { method: string; cosine: number | null }[] = [];
  let best: { thresholds: Thresholds; method: string; cosine: number } | undefined;
  for (const method of methods) {
    const decided = new Map([...all.filter((id) => images.has(id)).map((id) => [id, IMAGE_THRESHOLD] as const), ...method.decide(heardOf, known)]);
    const thresholds = { activations: shareThresholds(graph, decided, context.policy, images), weights };
    const cosine = methods.length === 1 ? NaN : await judge(thresholds);
    candidates.push({ method: method.name, cosine: Number.isNaN(cosine) ? null : cosine });
    if (!best || cosine > best.cosine || (Number.isNaN(best.cosine) && !Number.isNaN(cosine))) best = { thresholds, method: method.name, cosine };
  }
  context.events.log(`Select ${best!.method} method.`);
  return { thresholds: best!.thresholds, record: { method: best!.method, candidates, samples: samples.length } };
}

/** The methods a recipe asks for, in the order they are tried. */
export function calibratorsOf({ type, maxPercentile }: CalibrationRecipe): readonly Calibrator[] {
  if (type === 'kl') return [new KlCalibrator()];
  if (type === 'default') return [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator(), new MseCalibrator()];
  return [new MaxCalibrator(type === 'max' ? maxPercentile : undefined)];
}
