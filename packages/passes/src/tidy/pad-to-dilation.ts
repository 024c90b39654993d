import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Conv, Pad } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: a dilated Conv with pads, whose height or width is no multiple of its dilation, that the march refuses
 * After: Pad with zeros up to the multiple, named `<conv>_pad` -> the Conv with pads as much smaller
 * Conditions: its own pads are large enough; the march takes both nodes.
 */
export class PadToDilation implements Pass<'original'> {
  readonly name = 'pad-to-dilation';
  readonly summary =
    'Pads the input of a dilated convolution to a multiple of the dilation where the march asks for one.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Conv.is(node)) return undefined;
  const { dilations, pads } = node.attrs;
  const [, , ...size] = graph.value(node.inputs[0]).type.shape;
  const missing = size.map((length, i) => (dilations[i] - (length % dilations[i])) % dilations[i]);
  const after = missing.map((count, i) => Math.min(count, pads[i + 2]));
  const before = missing.map((count, i) => count - after[i]);
  if (missing.every((count) => count === 0) || before.some((count, i) => count > pads[i])) return undefined;
  const build = new PatchBuilder(graph, `pad the input of "${node.id}" to a multiple of its dilation`).remove(node);
  const [x] = build.node({
    id: build.free(`${node.id}_pad`),
    op: Pad,
    inputs: [node.inputs[0]],
    attrs: { pads: [0, 0, ...before, 0, 0, ...after] },
    origins: node.origins,
  });
  build.node({
    ...node,
    attrs: { ...node.attrs, pads: pads.map((width, i) => width - [...before, ...after][i]) },
    inputs: [x, ...node.inputs.slice(1)],
  });
  return build.build();
}
