import type { Graph } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import type { ProbedGroup } from './probe-model';
import { mean, withProbes } from './probe-session';
import { refineThresholds } from './refine-thresholds';

/** How many of the samples the quick probes run. */
export const QUICK_SAMPLES = 2;

/**
 * The factor of every group's threshold that hurts the outputs of the model least (see `refineThresholds`): each group
 * is rounded alone in the float model, which is run on `samples`.
 */
export async function refine(
  graph: Graph<'optimized'>,
  groups: readonly ProbedGroup[],
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  onProgress: (done: number, total: number) => void,
): Promise<Float64Array> {
  return withProbes(graph, groups, samples, lanes, ({ errorOf }) => {
    const probe = (count: number) => async (group: number, factor: number) =>
      mean(await Promise.all(samples.slice(0, count).map((_, i) => errorOf(i, group, factor))));
    return refineThresholds(groups.length, { quick: probe(QUICK_SAMPLES), careful: probe(samples.length) }, (done) =>
      onProgress(done, 2 * groups.length),
    );
  });
}
