import type { Graph, NodeId, ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import { ChannelRanges, type Means, biasCorrections, listen, roundedTwin } from '@openbpu/quant';
import type { LanePool, SampleRef } from '@openbpu/runtime';
import { from } from 'rxjs';
import { tappedModel } from './tapped-model';

/**
 * What the convolutions of the quantised model have to add to their biases, so that the means of their outputs stay those
 * of the float model (see `biasCorrections`). Runs the float model on `samples`, with everything between two
 * convolutions rounded beside it.
 */
export async function correct(graph: Graph<'optimized'>, thresholds: Thresholds, samples: readonly SampleRef[], lanes: LanePool, onProgress: (done: number) => void): Promise<Map<NodeId, Float32Array>> {
  const calibrated = new InsertCalibration(thresholds).run(graph);
  const twin = roundedTwin(calibrated);
  const read = [...new Set(calibrated.nodes.filter((node) => Conv.is(node) && node.placement?.on === 'bpu').map(({ inputs }) => inputs[0]))];
  const heard = [...new Set(read.flatMap((id) => [twin.float(id), twin.rounded(id)]))];
  const ranges = new ChannelRanges(twin.graph, heard);
  const session = await lanes.open(tappedModel(twin.graph, heard), { optimise: true });
  try {
    let done = 0;
    const known = await listen(session, () => from(samples), heard, [ranges], () => onProgress(++done));
    const found = ranges.ranges(known);
    const means = new Map<ValueId, Means>();
    for (const id of read) {
      const [float, rounded] = [found.get(twin.float(id)), found.get(twin.rounded(id))];
      if (float && rounded) means.set(id, { float: float.means, rounded: rounded.means });
    }
    return biasCorrections(calibrated, means);
  } finally {
    await session.close();
  }
}
