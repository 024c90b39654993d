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
    const quick = async (group: number, factor: number) =>
      mean(await Promise.all(samples.slice(0, QUICK_SAMPLES).map((_, i) => errorOf(i, group, factor))));
    /** Errors are not negative, and rounded sums of them do not fall: a mean is no smaller than a part of it. */
    const careful = async (group: number, factor: number, most = Infinity) => {
      let sum = 0;
      for (let i = 0; i < samples.length && !(sum / samples.length > most); i++) sum += await errorOf(i, group, factor);
      return sum / samples.length;
    };
    return refineThresholds(groups.length, { quick, careful }, (done) => onProgress(done, 2 * groups.length));
  });
}
