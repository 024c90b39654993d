import type { QuantPolicy } from '@openbpu/core';
import type { Graph, ValueId } from '@openbpu/ir';
import { type Thresholds, calibratedActivations, saturatingSums, shareThresholds } from '@openbpu/passes';
import { statedActivations, statedThreshold } from '../plan/stated-activations';
import { ThresholdPlan } from '../plan/threshold-plan';
import { IMAGE_THRESHOLD } from '../search/search';
import { weightThresholds } from '../weight-thresholds';

/**
 * Every threshold of a placed model that states the ranges of all its activations, `images` and masked sums excepted,
 * without a sample. Throws where one is not stated: a bug of the caller, who places no such node on the BPU.
 */
export function loadedThresholds(
  graph: Graph<'optimized'>,
  images: ReadonlySet<ValueId>,
  policy: QuantPolicy,
): Thresholds {
  const stated = statedActivations(graph, images);
  const derived = new Set(saturatingSums(graph).flatMap(({ tensors }) => tensors));
  const wanted = new Map<ValueId, number>();
  for (const id of calibratedActivations(graph)) {
    const range = stated.get(id);
    if (images.has(id)) wanted.set(id, IMAGE_THRESHOLD);
    else if (range) wanted.set(id, statedThreshold(range));
    else if (!derived.has(id)) throw new Error(`"${id}" has no range`);
  }
  const shared = shareThresholds(graph, wanted, policy, new Set(wanted.keys()));
  return new ThresholdPlan(graph, new Map(), weightThresholds(graph), stated).thresholds(shared, false);
}
