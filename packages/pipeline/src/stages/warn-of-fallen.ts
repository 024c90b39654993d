import type { Sink } from '@openbpu/diagnostics';
import type { GraphView, NodeId } from '@openbpu/ir';
import type { RecordOutput } from '@openbpu/record';
import { isFloat } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { FALLEN } from './first-fall';

const shown = (likeness: number | null) => (likeness ?? NaN).toFixed(6);

/**
 * Warns of every output of a graph that is not like the float model's, with the node where that begins: of a low
 * cosine, or of few equal elements where they are no reals. A likeness that is not known warns of nothing.
 */
export function warnOfFallen(
  outputs: readonly RecordOutput[],
  graph: Pick<GraphView, 'node' | 'value'>,
  sink: Sink,
): void {
  for (const { name, cosine: likeness, fall } of outputs) {
    if (likeness === null || !(likeness < FALLEN)) continue;
    sink.report(
      PIPELINE.lowCosine(
        {
          output: name,
          cosine: shown(likeness),
          of: isFloat(graph.value(name).type.dtype) ? 'reals' : 'integers',
          ...(fall ? { fall: { node: fall.node, cosine: shown(fall.cosine), onCpu: isOnCpu(graph, fall.node) } } : {}),
        },
        { name },
      ),
    );
  }
}

function isOnCpu(graph: Pick<GraphView, 'node'>, id: NodeId): boolean {
  return graph.node(id)?.placement?.on === 'cpu';
}
