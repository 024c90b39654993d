import type { GraphView, ValueId } from '@openbpu/ir';
import { Softmax } from '@openbpu/ops';
import { isFloat } from '@openbpu/tensor';

/**
 * Where the outputs of a graph tell errors apart best, float values all: the outputs themselves, but what a closing
 * Softmax reads instead of what it gives, and in place of an output that is no float (the classes of an ArgMax, a
 * comparison, a Cast) the nearest float values that it is made of. A confident Softmax hides every error of a sample,
 * an ArgMax most; thresholds tuned behind them fit those samples only.
 */
export function judgedOutputs(graph: GraphView): ValueId[] {
  const floats = nearestFloats(graph, graph.outputs);
  return [
    ...new Set(
      floats.map((output) => {
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

/** The values that are float, and in place of every other one the nearest computed float values that it is made of. */
export function nearestFloats(graph: GraphView, ids: readonly ValueId[]): ValueId[] {
  const seen = new Set<ValueId>();
  const walk = (id: ValueId): ValueId[] => {
    if (id === '' || seen.has(id)) return [];
    seen.add(id);
    const maker = graph.producer(id);
    if (isFloat(graph.value(id).type.dtype)) return maker || graph.isOutput(id) ? [id] : [];
    return maker?.inputs.flatMap(walk) ?? [];
  };
  return ids.flatMap(walk);
}
