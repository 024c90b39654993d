import { rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import { Add, Concat, Identity, Mul, ReduceMean, ReduceSum, Reshape } from '@openbpu/ops';
import { type Shape, type Tensor, float32, normalizeAxis, sameShape } from '@openbpu/tensor';
import { axesOfReduction } from './reduction-of';
import { soleProducer } from './sole-producer';

/**
 * Before: parts, each -> Reshape that inserts an axis; -> Concat along it -> ReduceSum | ReduceMean over it
 * After: a chain of Add, the last named like the reduction -> Mul by 1 / count for a mean -> Reshape where the axis
 * stays as 1. One part alone is handed on.
 * Conditions: the parts have one shape, and elements; constants may stand among them with the axis in place. Concat and
 * Reshapes stay for their other readers.
 * Formula: one rounding for each part, where the reduction may round once; 1 / count in float32.
 */
export const sumOfStack = rewritePass<'original'>({
  name: 'sum-of-stack',
  summary: 'Writes a sum, or a mean, of tensors stacked along a new axis as a chain of additions.',
  rewrite(node, graph) {
    const stack = stackOf(node, graph);
    if (!stack) return undefined;
    const { concat, parts, shape } = stack;
    const removed = removedOf(node, concat, graph);
    const origins = [...node.origins, ...removed.filter((each) => each !== node).flatMap((each) => each.origins)];
    const build = new PatchBuilder(graph, `write the stack that "${node.id}" reduces as additions`).remove(...removed);
    const keeps = !sameShape(graph.value(node.outputs[0]).type.shape, shape);
    const factor = ReduceMean.is(node) && parts.length > 1 ? 1 / parts.length : undefined;
    const result = keeps ? [build.free(`${node.id}_sum`)] : node.outputs;
    const terms = parts.map((part) =>
      typeof part === 'string' ? part : build.constant(`${node.id}_term`, { ...part, shape }),
    );
    const adds = terms.length - 1;
    let [sum] = terms;
    for (const [i, term] of terms.slice(1).entries()) {
      const named = i === adds - 1 && factor === undefined ? { id: node.id, outputs: result } : undefined;
      [sum] = build.node({ ...(named ?? { id: build.free(`${node.id}_add`) }), op: Add, inputs: [sum, term], origins });
    }
    if (adds === 0) build.node({ id: node.id, op: Identity, inputs: [sum], outputs: result, origins });
    if (factor !== undefined) {
      const inputs = [sum, build.constant(`${node.id}_share`, float32([], [factor]))];
      build.node({ id: node.id, op: Mul, inputs, outputs: result, origins });
    }
    if (keeps)
      build.node({
        id: build.free(`${node.id}_reshape_output`),
        op: Reshape,
        inputs: result,
        attrs: { shape: graph.value(node.outputs[0]).type.shape },
        outputs: node.outputs,
        origins,
      });
    return build.build();
  },
});

interface Stack {
  readonly concat: Node;
  /** What was stacked, in order: a value, or a constant that has the axis already. */
  readonly parts: readonly (ValueId | Tensor)[];
  /** Of every part. */
  readonly shape: Shape;
}

/** What a reduction over the one new axis of a stack reads; undefined for any other node. */
function stackOf(node: Node, graph: GraphView): Stack | undefined {
  const axes = axesOfReduction(node, ReduceSum, graph) ?? axesOfReduction(node, ReduceMean, graph);
  const concat = axes?.length === 1 ? graph.producer(node.inputs[0]) : undefined;
  if (!axes || !concat || !Concat.is(concat)) return undefined;
  const whole = graph.value(concat.outputs[0]).type.shape;
  if (normalizeAxis(concat.attrs.axis, whole.length) !== axes[0]) return undefined;
  const [shape, slice] = [whole.toSpliced(axes[0], 1), whole.with(axes[0], 1)];
  const parts = concat.inputs.flatMap((id): (ValueId | Tensor)[] => {
    const constant = constantOf(graph, id);
    const producer = graph.producer(id);
    if (constant) return sameShape(constant.shape, slice) ? [constant] : [];
    const inserts = producer && Reshape.is(producer) && sameShape(graph.value(id).type.shape, slice);
    return inserts && sameShape(graph.value(producer.inputs[0]).type.shape, shape) ? [producer.inputs[0]] : [];
  });
  const isStack = parts.length === concat.inputs.length && parts.some((part) => typeof part === 'string');
  return isStack && !shape.includes(0) ? { concat, parts, shape } : undefined;
}

/** What goes with a reduction, in the order of the data: of the stack whatever nobody else reads. */
function removedOf(node: Node, concat: Node, graph: GraphView): readonly Node[] {
  if (!soleProducer(graph, concat.outputs[0])) return [node];
  const reshapes = new Set(concat.inputs.map((id) => graph.producer(id)).filter((each) => each !== undefined));
  const alone = [...reshapes].filter(
    ({ outputs: [id] }) => !graph.isOutput(id) && graph.consumers(id).every((reader) => reader.id === concat.id),
  );
  return [...alone, concat, node];
}
