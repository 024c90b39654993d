import type { Graph, ValueId } from '@openbpu/ir';
import { type ProbedGroup, judgedOutputs, probeModel, refineThresholds } from '@openbpu/quant';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import { relativeSquaredError } from '@openbpu/vision';

/** How many of the samples the quick probes run. */
const QUICK_SAMPLES = 2;
/** The number of no group. */
const NOBODY = -1;

/**
 * The factor of every group's threshold that hurts the outputs of the model least (see `refineThresholds`): each group is
 * rounded alone in the float model, which is run on `samples`.
 */
export async function refine(graph: Graph<'optimized'>, groups: readonly ProbedGroup[], samples: readonly ReadonlyMap<string, Tensor>[], lanes: LanePool, onProgress: (done: number, total: number) => void): Promise<Float64Array> {
  const judged = judgedOutputs(graph);
  const { bytes, inputs } = probeModel(graph, groups, judged);
  const session = await lanes.open(bytes, { optimise: true, lanes: Math.min(lanes.size, samples.length) });
  try {
    const run = (count: number, group: number, factor: number) => {
      const asked = [[inputs.group, makeTensor('int32', [1], Int32Array.of(group))], [inputs.factor, float32([1], [factor])]] as const;
      return Promise.all(samples.slice(0, count).map((feeds) => session.use((lane) => lane.run(new Map([...feeds, ...asked]), judged))));
    };
    const wanted = await run(samples.length, NOBODY, 1);
    const probe = (count: number) => async (group: number, factor: number) => {
      const errors = (await run(count, group, factor)).flatMap((outputs, i) => judged.map((id) => error(outputs, wanted[i], id)));
      return errors.reduce((a, b) => a + b, 0) / errors.length;
    };
    return await refineThresholds(groups.length, { quick: probe(QUICK_SAMPLES), careful: probe(samples.length) }, (done) => onProgress(done, 2 * groups.length));
  } finally {
    await session.close();
  }
}

function error(outputs: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>, id: ValueId): number {
  return relativeSquaredError(outputs.get(id)!.data as ArrayLike<number>, wanted.get(id)!.data as ArrayLike<number>);
}
