import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Conv, Pad, Slice } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: a dilated Conv, whose height or width is no multiple of its dilation, that the march refuses
 * After: Pad with zeros up to the multiple, named `<conv>_pad` -> the Conv with pads as much smaller; where it has not
 * so many, its result is longer, and a Slice, named `<conv>_slice`, takes what it gave before
 * Conditions: the march takes all of these nodes.
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
  const before = missing.map((count, i) => Math.min(count - after[i], pads[i]));
  const beyond = missing.map((count, i) => count - after[i] - before[i]);
  if (missing.every((count) => count === 0)) return undefined;
  const build = new PatchBuilder(graph, `pad the input of "${node.id}" to a multiple of its dilation`).remove(node);
  const [x] = build.node({
    id: build.free(`${node.id}_pad`),
    op: Pad,
    inputs: [node.inputs[0]],
    attrs: { pads: [0, 0, ...before, 0, 0, ...after.map((count, i) => count + beyond[i])] },
    origins: node.origins,
  });
  const axes = [2, 3].filter((axis) => beyond[axis - 2] > 0);
  const [y] = node.outputs;
  const [longer] = build.node({
    ...node,
    outputs: [axes.length > 0 ? build.free(`${y}_padded`) : y],
    attrs: { ...node.attrs, pads: pads.map((width, i) => width - [...before, ...after][i]) },
    inputs: [x, ...node.inputs.slice(1)],
  });
  if (axes.length > 0) {
    const ends = axes.map((axis) => graph.value(y).type.shape[axis]);
    build.node({
      id: build.free(`${node.id}_slice`),
      op: Slice,
      inputs: [longer],
      attrs: { starts: axes.map(() => 0), ends, axes },
      outputs: [y],
      origins: node.origins,
    });
  }
  return build.build();
}
