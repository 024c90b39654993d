import type { Graph, ValueId } from '@openbpu/ir';
import { tappedModel } from '@openbpu/onnx';
import { HzCalibration } from '@openbpu/ops';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, expectDType } from '@openbpu/tensor';
import { cosineSimilarity } from '@openbpu/vision';
import { judgedOutputs } from '../refine/judged-outputs';

/**
 * Tells what thresholds make of the outputs of a graph: 1 − cosine, the mean over samples and over its judged outputs
 * (`judgedOutputs`). The float model is run once. No number where no output tells.
 */
export function outputError(
  graph: Graph<'optimized'>,
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
): (thresholds: Thresholds) => Promise<number> {
  const judged = judgedOutputs(graph);
  let float: Promise<Float32Array[][]> | undefined;
  return async (thresholds) => {
    const calibrated = new InsertCalibration(thresholds).run(graph);
    const wanted = await (float ??= outputsOf(graph, judged, samples, lanes));
    const given = await outputsOf(
      calibrated,
      judged.map((id) => roundedName(calibrated, id)),
      samples,
      lanes,
    );
    const errors = wanted.flatMap((all, s) => all.map((values, i) => 1 - cosineSimilarity(values, given[s][i])));
    return errors.reduce((a, b) => a + b, 0) / errors.length;
  };
}

/** What those that read a tensor in the calibrated model read; its own name where nobody rounds it. */
export function roundedName(calibrated: Graph<'calibrated'>, id: ValueId): ValueId {
  const readers = calibrated.hasValue(id) ? calibrated.consumers(id) : [];
  return readers.find((node) => HzCalibration.is(node) && node.attrs.kind !== 'weight')?.outputs[0] ?? id;
}

async function outputsOf(
  graph: Graph,
  ids: readonly ValueId[],
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
): Promise<Float32Array[][]> {
  if (ids.length === 0 || samples.length === 0) return [];
  const session = await lanes.open(tappedModel(graph, ids), {
    optimise: true,
    lanes: Math.min(lanes.size, samples.length),
  });
  try {
    return await Promise.all(
      samples.map(async (feeds) => {
        const found = await session.use((lane) => lane.run(feeds, [...ids]));
        return ids.map((id) => expectDType(found.get(id)!, 'float32').data);
      }),
    );
  } finally {
    await session.close();
  }
}
