import type { GraphView, ValueId } from '@openbpu/ir';
import { Softmax } from '@openbpu/ops';

/**
 * Where the outputs of a graph tell errors apart best: the outputs themselves, but what a closing Softmax reads instead
 * of what it gives. A confident Softmax hides every error of a sample, and thresholds tuned behind it fit those samples
 * only.
 */
export function judgedOutputs(graph: GraphView): ValueId[] {
  return [
    ...new Set(
      graph.outputs.map((output) => {
        for (let id = output; ;) {
          const maker = graph.producer(id);
          if (maker && Softmax.is(maker)) return maker.inputs[0];
          if (!maker || !maker.op.onlyMoves || maker.inputs.length !== 1) return output;
          id = maker.inputs[0];
        }
      }),
    ),
  ];
}
