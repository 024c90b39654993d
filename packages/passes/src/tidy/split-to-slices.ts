import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Slice, Split } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: Split, which the march refuses
 * After: a Slice for each part that anybody reads, named `<split>_<part>`
 * Conditions: the march takes the Slices.
 */
export class SplitToSlices implements Pass<'original'> {
  readonly name = 'split-to-slices';
  readonly summary = 'Cuts a tensor into parts by slices where the march cannot split it.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Split.is(node)) return undefined;
  const { axis, sizes } = node.attrs;
  const build = new PatchBuilder(graph, `cut "${node.id}" by slices`).remove(node);
  let start = 0;
  sizes.forEach((size, part) => {
    const output = node.outputs[part];
    const attrs = { starts: [start], ends: [start + size], axes: [axis] };
    start += size;
    if (!graph.isOutput(output) && graph.consumers(output).length === 0) return;
    build.node({
      id: build.free(`${node.id}_${part}`),
      op: Slice,
      inputs: node.inputs,
      attrs,
      outputs: [output],
      origins: node.origins,
    });
  });
  return build.build();
}
