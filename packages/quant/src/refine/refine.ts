import type { Graph, ValueId } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import { relativeSquaredError } from '@openbpu/vision';
import { judgedOutputs } from './judged-outputs';
import { type ProbedGroup, probeModel } from './probe-model';
import { refineThresholds } from './refine-thresholds';

/** How many of the samples the quick probes run. */
const QUICK_SAMPLES = 2;
/** The number of no group. */
const NOBODY = -1;

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
  const judged = judgedOutputs(graph);
  const { bytes, inputs } = probeModel(graph, groups, judged);
  const session = await lanes.open(bytes, { optimise: true, lanes: Math.min(lanes.size, samples.length) });
  try {
    const run = (feeds: ReadonlyMap<string, Tensor>, group: number, factor: number) =>
      session.use((lane) =>
        lane.run(
          new Map<string, Tensor>([
            ...feeds,
            [inputs.group, makeTensor('int32', [1], Int32Array.of(group))],
            [inputs.factor, float32([1], [factor])],
          ]),
          judged,
        ),
      );
    const wanted = await Promise.all(samples.map((feeds) => run(feeds, NOBODY, 1)));
    const errorOf = async (sample: number, group: number, factor: number) => {
      const outputs = await run(samples[sample], group, factor);
      return mean(judged.map((id) => error(outputs, wanted[sample], id)));
    };
    const probe = (count: number) => async (group: number, factor: number) =>
      mean(await Promise.all(samples.slice(0, count).map((_, i) => errorOf(i, group, factor))));
    return await refineThresholds(
      groups.length,
      { quick: probe(QUICK_SAMPLES), careful: probe(samples.length) },
      (done) => onProgress(done, 2 * groups.length),
    );
  } finally {
    await session.close();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function error(outputs: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>, id: ValueId): number {
  return relativeSquaredError(outputs.get(id)!.data as ArrayLike<number>, wanted.get(id)!.data as ArrayLike<number>);
}
