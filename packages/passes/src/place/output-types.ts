import type { Sink } from '@openbpu/diagnostics';
import { type GraphView, type Node, type ValueId, userName } from '@openbpu/ir';
import { PASSES } from '../catalogue';
import type { PlacementRequests } from './requests';

/** The outputs of a graph that can be integers which stand for reals: float32, and given on the BPU. */
export function realOutputs(graph: GraphView, onBpu: (node: Node) => boolean): ValueId[] {
  return graph.outputs.filter((id) => {
    const maker = graph.producer(id);
    return graph.value(id).type.dtype === 'float32' && maker !== undefined && onBpu(maker);
  });
}

/**
 * Tells of every output of a placed graph that is wanted as integers and is given in another form: a warning of reals
 * that the CPU gives, or that are an input as well, a note of what stands for no reals. `key` brings a node to the BPU.
 */
export function tellOfOutputs(
  graph: GraphView,
  { outputType }: PlacementRequests,
  key: 'node_info' | 'run_on_bpu',
  sink: Sink,
): void {
  if (outputType === undefined) return;
  for (const output of graph.outputs) {
    const { dtype } = graph.value(output).type;
    const maker = graph.producer(output);
    if (dtype !== 'float32') sink.report(PASSES.outputIsNoReal({ output, dtype }, maker?.origins[0]));
    else if (maker?.placement?.on !== 'bpu')
      sink.report(
        PASSES.outputStaysFloat(
          { output, asked: outputType, key, ...(maker ? { node: userName(maker) } : {}) },
          maker?.origins[0],
        ),
      );
  }
}
