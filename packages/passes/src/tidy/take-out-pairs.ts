import type { Pass } from '@openbpu/core';
import { type Graph, type GraphView, type Node, ABSENT, PatchBuilder, constantOf, statedRanges } from '@openbpu/ir';
import { Identity, OnnxOp } from '@openbpu/ops';
import { toNumbers } from '@openbpu/tensor';

/**
 * Before: x -> QuantizeLinear -> DequantizeLinear -> y
 * After: x, which the model says how to quantise
 * Conditions: the two have one scale and zero point of the whole tensor, and the range of x is stated. Where y is an
 * output and x is another, or fed, an Identity stays.
 */
export const takeOutPairs: Pass<'original'> = {
  name: 'take-out-pairs',
  summary: 'Takes out what rounds a tensor as the model says it is to be quantised: that is done when it is.',
  run(graph: Graph<'original'>): Graph<'original'> {
    const ranges = statedRanges(graph.metadata);
    let current = graph;
    for (const { id } of ranges.size > 0 ? graph.nodes : []) {
      const node = current.node(id);
      const quantise = node && isForeign(node, 'DequantizeLinear') ? current.producer(node.inputs[0]) : undefined;
      if (!node || !quantise || !isForeign(quantise, 'QuantizeLinear')) continue;
      if (ranges.has(quantise.inputs[0]) && alike(quantise, node, current))
        current = current.apply(without(quantise, node, current));
    }
    return current;
  },
};

function without(quantise: Node, node: Node, graph: GraphView) {
  const [x] = quantise.inputs;
  const [y] = node.outputs;
  const isAlone = graph.consumers(quantise.outputs[0]).length === 1 && !graph.isOutput(quantise.outputs[0]);
  const build = new PatchBuilder(graph, `take out the pair "${quantise.id}" and "${node.id}"`).remove(
    ...(isAlone ? [quantise, node] : [node]),
  );
  if (graph.isOutput(y) && (!graph.producer(x) || graph.isOutput(x)))
    build.node({ ...node, op: Identity, attrs: {}, inputs: [x], outputs: [y] });
  else build.replace(y, x);
  return build.build();
}

function isForeign(node: Node, opType: string): boolean {
  return OnnxOp.is(node) && node.attrs.domain === '' && node.attrs.opType === opType;
}

/** Whether two nodes have the same scale, and the same zero point or none, of one element each. */
function alike({ inputs: [, ...one] }: Node, { inputs: [, ...other] }: Node, graph: GraphView): boolean {
  const parameters = (ids: readonly string[]) =>
    [0, 1].map((i) => {
      const constant = ids[i] === undefined || ids[i] === ABSENT ? undefined : constantOf(graph, ids[i]);
      return constant?.data.length === 1 ? toNumbers(constant)[0] : undefined;
    });
  const [[scale, zero = 0], [scale2, zero2 = 0]] = [parameters(one), parameters(other)];
  return scale !== undefined && scale === scale2 && zero === zero2;
}
