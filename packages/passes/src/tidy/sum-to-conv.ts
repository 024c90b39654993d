import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Conv, ReduceSum, Reshape } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type March, isRefused } from './for-march';
import { axesOfReduction } from './reduction-of';

/**
 * Before: ReduceSum over the channels of an image
 * After: Conv 1x1 to one channel, all weights 1, named alike -> Reshape, where the axis is dropped
 * Conditions: the march takes the Conv, and no ReduceSum.
 */
export class SumToConv implements Pass<'original'> {
  readonly name = 'sum-to-conv';
  readonly summary = 'Writes a sum over channels as a convolution by ones where the march sums in no other way.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patch = node && propose(node, current);
      const written = patch && isRefused(this.march, node, current) ? current.apply(patch) : undefined;
      if (written && !isRefused(this.march, written.node(id)!, written)) current = written;
    }
    return current;
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const axes = axesOfReduction(node, ReduceSum, graph);
  if (axes?.join() !== '1') return undefined;
  const { shape } = graph.value(node.inputs[0]).type;
  if (shape.length !== 4 || shape.includes(0)) return undefined;
  const { id, origins, outputs } = node;
  const channels = shape[1];
  const build = new PatchBuilder(graph, `write "${id}" as a convolution`).remove(node);
  const weight = build.constant(`${id}_weight`, float32([1, channels, 1, 1], new Float32Array(channels).fill(1)));
  const after = graph.value(outputs[0]).type.shape;
  const [y] = build.node({
    id,
    op: Conv,
    inputs: [node.inputs[0], weight],
    attrs: { kernel: [1, 1] },
    outputs: after.length === 4 ? outputs : [build.free(`${id}_kept`)],
    origins,
  });
  if (after.length !== 4)
    build.node({
      id: build.free(`${id}_reshape_output`),
      op: Reshape,
      inputs: [y],
      attrs: { shape: after },
      outputs,
      origins,
    });
  return build.build();
}
