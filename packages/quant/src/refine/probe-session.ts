import type { Graph, ValueId } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import { relativeSquaredError } from '@openbpu/vision';
import { judgedOutputs } from './judged-outputs';
import { type ProbedGroup, probeModel } from './probe-model';

/** The number of no group. */
const NOBODY = -1;

/** The judged outputs of the float model, by sample. */
export type Wanted = readonly ReadonlyMap<ValueId, Tensor>[];

/** A float model in which one group of activations at a time is rounded, and what that does to its outputs. */
export interface ProbeSession {
  /** What the float model gives for every sample. */
  readonly wanted: Wanted;
  /** `Σ(a − b)² / Σb²`, the mean over the judged outputs, of a sample, for a group at so many times its thresholds. */
  errorOf(sample: number, group: number, factor: number): Promise<number>;
}

/**
 * Opens a session for `groups`, which are numbered as they stand there, and closes it behind `use`. `wanted` spares the
 * runs of the float model where a session before has made them.
 */
export async function withProbes<T>(
  graph: Graph<'optimized'>,
  groups: readonly ProbedGroup[],
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  use: (probes: ProbeSession) => Promise<T>,
  wanted?: Wanted,
): Promise<T> {
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
    const right = wanted ?? (await Promise.all(samples.map((feeds) => run(feeds, NOBODY, 1))));
    return await use({
      wanted: right,
      async errorOf(sample, group, factor) {
        const outputs = await run(samples[sample], group, factor);
        return mean(judged.map((id) => error(outputs, right[sample], id)));
      },
    });
  } finally {
    await session.close();
  }
}

/** The mean of some numbers, summed in their order. */
export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function error(outputs: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>, id: ValueId): number {
  return relativeSquaredError(outputs.get(id)!.data as ArrayLike<number>, wanted.get(id)!.data as ArrayLike<number>);
}
