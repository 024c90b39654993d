import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, type ValueId } from '@openbpu/ir';
import { Concat, Pad, Slice } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/** A wider border of mirrored lines would be more nodes than it is worth. */
const WIDEST = 4;

/**
 * Before: Pad that mirrors, or repeats the edge, which the march refuses
 * After: for each axis with a border the lines of it as Slices, and a Concat; the last Concat is named like the Pad
 * Conditions: no border is wider than 4 or negative; the march takes Slice and Concat.
 * Formula: line −i of a mirror is line i, of an edge line 0; behind the end likewise.
 */
export class MirrorToSlices implements Pass<'original'> {
  readonly name = 'mirror-to-slices';
  readonly summary = 'Writes a mirrored border as slices put beside the image where the march cannot mirror.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Pad.is(node) || node.attrs.mode === 'constant') return undefined;
  const { pads, mode } = node.attrs;
  const { shape } = graph.value(node.inputs[0]).type;
  const axes = [...shape.keys()].filter((axis) => pads[axis] !== 0 || pads[shape.length + axis] !== 0);
  if (axes.length === 0 || pads.some((width) => width < 0 || width > WIDEST)) return undefined;
  const build = new PatchBuilder(graph, `write the border of "${node.id}" as slices`).remove(node);
  const { origins } = node;
  let [x] = node.inputs;
  axes.forEach((axis, i) => {
    const size = shape[axis];
    const line = (at: number): ValueId =>
      build.node({
        id: build.free(`${node.id}_line`),
        op: Slice,
        inputs: [x],
        attrs: { starts: [at], ends: [at + 1], axes: [axis] },
        origins,
      })[0];
    const many = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
    const before = many(pads[axis]).map((at) => line(mode === 'reflect' ? at : 0));
    const behind = many(pads[shape.length + axis]).map((at) => line(mode === 'reflect' ? size - 1 - at : size - 1));
    const last = i === axes.length - 1;
    [x] = build.node({
      id: last ? node.id : build.free(`${node.id}_axis`),
      op: Concat,
      inputs: [...before.reverse(), x, ...behind],
      attrs: { axis },
      ...(last ? { outputs: node.outputs } : {}),
      origins,
    });
  });
  return build.build();
}
