import type { GraphView, ValueId } from '@openbpu/ir';
import { HardSigmoid, Sigmoid, Softmax } from '@openbpu/ops';

/**
 * What tells how sure a network is: the results of a Sigmoid, a HardSigmoid or a Softmax. Nothing there is an outlier,
 * since the function has its bounds, and what is rare is what was looked for: nearly every place of a detector holds
 * nothing, and a threshold that suits those takes its answers away.
 */
export function confidences(graph: GraphView): ReadonlySet<ValueId> {
  return new Set(
    graph.nodes
      .filter((node) => [Sigmoid, HardSigmoid, Softmax].some((op) => op.is(node)))
      .map(({ outputs }) => outputs[0]),
  );
}
