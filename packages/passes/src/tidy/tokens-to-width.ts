import type { Pass } from '@openbpu/core';
import {
  type Graph,
  type GraphPatch,
  type GraphView,
  type Node,
  PatchBuilder,
  type ValueId,
  constantOf,
} from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Shape, normalizeAxis, sameShape } from '@openbpu/tensor';
import { type March, isRefused } from './for-march';

const BINARY = [ops.Add, ops.Sub, ops.Mul, ops.Max, ops.Min];

/**
 * Before: nodes on images of one pixel, as many as there are tokens, [n, c, 1, 1], 1x1 Convs among them that the march
 * refuses for their batch
 * After: the same on one image with the tokens along its width, [1, c, 1, n], between a Reshape and a Transpose on
 * either side
 * Conditions: the march takes every such Conv then.
 */
export class TokensToWidth implements Pass<'original'> {
  readonly name = 'tokens-to-width';
  readonly summary = 'Lays tokens along the width of one image where the march does not take them as its batch.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      if (!node || !ops.Conv.is(node) || !fits(node, current) || !isRefused(this.march, node, current)) continue;
      const region = regionOf(node, current);
      const written = current.apply(laidOut(region, current));
      const convs = region.filter((each) => ops.Conv.is(each)).map((each) => written.node(each.id)!);
      if (convs.every((conv) => !isRefused(this.march, conv, written))) current = written;
    }
    return current;
  }
}

const isPixels = ([n, , h, w]: Shape) => n > 1 && h === 1 && w === 1;

/** Whether a node means the same when the first and the last dimension of its images change places. */
function fits(node: Node, graph: GraphView): boolean {
  const operands = node.inputs.filter((id) => id !== '' && !constantOf(graph, id));
  const shapes = [...operands, ...node.outputs].map((id) => graph.value(id).type.shape);
  const [first] = shapes;
  if (operands.length === 0 || !shapes.every(isPixels)) return false;
  /** Without pads no window but 1x1 stands on one pixel. */
  if (ops.Conv.is(node)) return operands.length === 1 && node.attrs.pads.every((width) => width === 0);
  if (node.op.scalar) return true;
  if (ops.Concat.is(node)) return normalizeAxis(node.attrs.axis, 4) === 1 && operands.length === node.inputs.length;
  if (!BINARY.some((op) => op.is(node)) || !operands.every((id) => sameShape(graph.value(id).type.shape, first)))
    return false;
  const constants = node.inputs.flatMap((id) => constantOf(graph, id) ?? []);
  return constants.every(({ shape }) => shape.length < 4 || shape[0] === 1);
}

/** The node and all that hang together with it by such images, in the order of the graph. */
function regionOf(start: Node, graph: Graph): readonly Node[] {
  const found = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node.id) || !fits(node, graph)) continue;
    found.add(node.id);
    for (const id of node.inputs) {
      const producer = graph.producer(id);
      if (producer) open.push(producer);
    }
    for (const id of node.outputs) open.push(...graph.consumers(id));
  }
  return graph.nodes.filter(({ id }) => found.has(id));
}

function laidOut(region: readonly Node[], graph: Graph): GraphPatch {
  const build = new PatchBuilder(graph, `lay the tokens of "${region[0].id}" along the width`).remove(...region);
  const inside = new Set(region.map(({ id }) => id));
  const laid = new Map<ValueId, ValueId>();
  const enter = (id: ValueId, { origins }: Node) => {
    const [n, c] = graph.value(id).type.shape;
    const line = build.node({
      id: build.free(`${id}_line`),
      op: ops.Reshape,
      inputs: [id],
      attrs: { shape: [1, n, 1, c] },
      origins,
    });
    return build.node({
      id: build.free(`${id}_width`),
      op: ops.Transpose,
      inputs: line,
      attrs: { perm: [0, 3, 2, 1] },
      origins,
    })[0];
  };
  for (const node of region) {
    const inputs = node.inputs.map((id) => {
      if (id === '' || constantOf(graph, id)) return id;
      const known = laid.get(id) ?? enter(id, node);
      laid.set(id, known);
      return known;
    });
    const outputs = node.outputs.map((id) => build.free(`${id}_tokens`));
    /** What a window of one pixel on one pixel does not heed. */
    const single = ops.Conv.is(node) ? { strides: [1, 1], dilations: [1, 1] } : {};
    build.node({ ...(node as Node<object>), attrs: { ...(node.attrs as object), ...single }, inputs, outputs });
    node.outputs.forEach((id, i) => laid.set(id, outputs[i]));
  }
  for (const node of region)
    for (const id of node.outputs) {
      if (!graph.isOutput(id) && graph.consumers(id).every((reader) => inside.has(reader.id))) continue;
      const { shape } = graph.value(id).type;
      const back = build.node({
        id: build.free(`${id}_back`),
        op: ops.Transpose,
        inputs: [laid.get(id)!],
        attrs: { perm: [0, 3, 2, 1] },
        origins: node.origins,
      });
      build.node({
        id: build.free(`${id}_reshape_output`),
        op: ops.Reshape,
        inputs: back,
        attrs: { shape },
        outputs: [id],
        origins: node.origins,
      });
    }
  return build.build();
}
