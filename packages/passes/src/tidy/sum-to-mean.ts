import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Mul, ReduceMean, ReduceSum, Reshape } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';
import { axesOfReduction } from './reduction-of';

/**
 * Before: ReduceSum over height and width of images
 * After: ReduceMean over both, named alike -> Mul by the number of pixels -> Reshape, where the axes are dropped
 * Conditions: the march takes the ReduceMean and the Mul, and not the ReduceSum.
 */
export class SumToMean implements Pass<'original'> {
  readonly name = 'sum-to-mean';
  readonly summary = 'Writes a sum over height and width as a mean times the number of pixels.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph<'original'>): GraphPatch | undefined {
  const { id, origins, inputs, outputs } = node;
  if (axesOfReduction(node, ReduceSum, graph)?.join() !== '2,3') return undefined;
  const { shape } = graph.value(inputs[0]).type;
  if (shape.length !== 4 || shape.includes(0)) return undefined;
  const build = new PatchBuilder(graph, `write "${id}" as a mean`).remove(node);
  const [mean] = build.node({
    id,
    op: ReduceMean,
    inputs,
    attrs: { axes: [2, 3], keepdims: true },
    outputs: [build.free(`${id}_mean`)],
    origins,
  });
  const after = graph.value(outputs[0]).type.shape;
  const pixels = build.constant(`${id}_pixels`, float32([1, 1, 1, 1], Float32Array.of(shape[2] * shape[3])));
  const isKept = after.length === shape.length;
  const [sum] = build.node({
    id: build.free(`${id}_times`),
    op: Mul,
    inputs: [mean, pixels],
    outputs: isKept ? outputs : [build.free(`${id}_kept`)],
    origins,
  });
  if (!isKept)
    build.node({
      id: build.free(`${id}_reshape_output`),
      op: Reshape,
      inputs: [sum],
      attrs: { shape: after },
      outputs,
      origins,
    });
  return build.build();
}
