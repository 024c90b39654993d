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
import { type Shape, normalizeAxis, reshapeTensor, sameShape } from '@openbpu/tensor';
import { normAsConv } from './fuse-batch-norm';
import { type March, howOf, isRefused, isRefusedAsked } from './for-march';
import { isAsked } from './norm-parts';

/** Ops whose other operands are vectors of the channels, which stay the second dimension. */
const BY_CHANNEL = [ops.BatchNormalization, ops.PRelu];
const BINARY = [ops.Add, ops.Sub, ops.Mul, ops.Div, ops.Max, ops.Min];

/**
 * Before: an op on tensors of rank 2 or 3, which the march refuses
 * After: Reshape of its operands to rank 4 -> the op, its name kept -> Reshape back; a BatchNormalization becomes a
 * depthwise 1x1 convolution, as those of rank 4 are
 * Conditions: the march takes it there; a movement stands between what the march computes, or
 * it stays in float. Where the march has no Reshape, all operands come from Reshapes of images of
 * the new shape, so that none is left in front of it.
 * The dimensions of 1 go where most Reshapes beside the op then meet their like; else before the last axis, as the
 * windows along a line have them.
 */
export class RankToFour implements Pass<'original'> {
  readonly name = 'rank-to-four';
  readonly summary = 'Carries ops of rank 2 and 3 out at rank 4 where the march takes them only there.';

  constructor(
    private readonly march: March,
    /** Names of nodes that the user asks onto the BPU. */
    private readonly asked: readonly string[] = [],
  ) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const forms = node ? formsOf(node, current) : [];
      if (!node || forms.length === 0 || !this.refuses(node, current) || this.isAtAnEnd(node, current)) continue;
      for (const form of forms) {
        const plain = current.apply(raised(node, current, form));
        const layer = normAsConv(plain.node(id)!, plain);
        const written = layer ? plain.apply(layer) : plain;
        const reshapes = written.nodes.filter((each) => isNewReshape(each, current));
        const free = reshapes.every((each) => !isRefused(this.march, each, written));
        if (this.refuses(written.node(id)!, written) || !(free || form.meets === form.operands)) continue;
        current = written;
        break;
      }
    }
    return current;
  }

  private refuses(node: Node, graph: GraphView): boolean {
    return isAsked(this.asked, [node]) ? isRefusedAsked(this.march, node, graph) : isRefused(this.march, node, graph);
  }

  /** Whether a node only moves data, and nothing that the march computes stands before it or behind it. */
  private isAtAnEnd(node: Node, graph: GraphView): boolean {
    if (!node.op.onlyMoves) return false;
    const computes = (each: Node) =>
      !this.refuses(each, graph) || (howOf(this.march, each) === 'active' && formsOf(each, graph).length > 0);
    const behind = ({ outputs }: Node): boolean =>
      outputs.some((id) => graph.consumers(id).some((each) => (each.op.onlyMoves ? behind(each) : computes(each))));
    const before = ({ inputs }: Node): boolean =>
      inputs.some((id) => {
        const each = graph.producer(id);
        return each !== undefined && (each.op.onlyMoves ? before(each) : computes(each));
      });
    return !behind(node) || !before(node);
  }
}

function isNewReshape({ id, op }: Node, before: GraphView): boolean {
  return op.name === 'Reshape' && before.node(id) === undefined;
}

/** One way to write an op at rank 4. */
interface Form {
  /** The shape of a tensor of `rank` dimensions at rank 4. */
  shapeOf(shape: Shape): Shape;
  readonly attrs: object;
  /** How many operands come from a Reshape of just that shape. */
  readonly meets: number;
  readonly operands: number;
}

/** Ways to write a node at rank 4, the best first. */
function formsOf(node: Node, graph: GraphView): Form[] {
  const operands = node.inputs.filter((id) => id !== '' && !constantOf(graph, id));
  const shapes = [...operands, ...node.outputs].map((id) => graph.value(id).type.shape);
  const [{ length: rank }] = shapes;
  if (operands.length === 0 || (rank !== 2 && rank !== 3) || shapes.some(({ length }) => length !== rank)) return [];
  const places = rank === 3 ? [2, 3, 1, 0] : [2];
  const inserted = places.flatMap((at) => {
    const attrs = attrsAt(node, rank, at);
    const ones = new Array<number>(4 - rank).fill(1);
    const shapeOf = (shape: Shape) => {
      const full = [...new Array<number>(rank - shape.length).fill(1), ...shape];
      return [...full.slice(0, at), ...ones, ...full.slice(at)];
    };
    return attrs ? [{ attrs, shapeOf }] : [];
  });
  const alike = shapes.every((shape) => sameShape(shape, shapes[0])) && operands.length === node.inputs.length;
  const images =
    isElementwise(node) && alike
      ? operands.map((id) => sourceShape(id, graph)).filter((shape) => shape !== undefined)
      : [];
  const meets = (shapeOf: Form['shapeOf']) =>
    operands.filter((id) => {
      const source = sourceShape(id, graph);
      return source && sameShape(source, shapeOf(graph.value(id).type.shape));
    }).length;
  return [...images.map((image) => ({ attrs: node.attrs as object, shapeOf: () => image })), ...inserted]
    .map((form) => ({ ...form, meets: meets(form.shapeOf), operands: operands.length }))
    .toSorted((a, b) => b.meets - a.meets);
}

function isElementwise(node: Node): boolean {
  return node.op.scalar !== undefined || BINARY.some((op) => op.is(node));
}

function isByChannel(node: Node): boolean {
  return BY_CHANNEL.some((op) => op.is(node));
}

/** The image that a Reshape makes a value of. */
function sourceShape(id: ValueId, graph: GraphView): Shape | undefined {
  const reshape = graph.producer(id);
  const shape = reshape && ops.Reshape.is(reshape) ? graph.value(reshape.inputs[0]).type.shape : undefined;
  return shape?.length === 4 ? shape : undefined;
}

/** The attributes of a node whose tensors get dimensions of 1 in front of axis `at`; undefined: it has no such form. */
function attrsAt(node: Node, rank: number, at: number): object | undefined {
  const more = 4 - rank;
  const moved = (axis: number) => {
    const plain = normalizeAxis(axis, rank);
    return plain >= at ? plain + more : plain;
  };
  if (isElementwise(node) || (isByChannel(node) && at > 1)) return { ...(node.attrs as object) };
  if (ops.Concat.is(node) || ops.Softmax.is(node)) return { axis: moved(node.attrs.axis) };
  if (ops.Split.is(node)) return { ...node.attrs, axis: moved(node.attrs.axis) };
  if (ops.Slice.is(node)) return { ...node.attrs, axes: node.attrs.axes.map(moved) };
  if (ops.ReduceMean.is(node) && node.attrs.keepdims) return { ...node.attrs, axes: node.attrs.axes.map(moved) };
  if (!ops.Pad.is(node)) return undefined;
  const { pads } = node.attrs;
  const none = new Array<number>(more).fill(0);
  const half = (from: number) => [...pads.slice(from, from + at), ...none, ...pads.slice(from + at, from + rank)];
  return { ...node.attrs, pads: [...half(0), ...half(rank)] };
}

function raised(node: Node, graph: Graph, { shapeOf, attrs }: Form): GraphPatch {
  const { id, origins } = node;
  const build = new PatchBuilder(graph, `carry "${id}" out at rank 4`).remove(node);
  const inputs = node.inputs.map((input, at) => {
    if (at > 0 && isByChannel(node)) return input;
    const { shape } = graph.value(input).type;
    const constant = constantOf(graph, input);
    if (constant) return build.constant(input, reshapeTensor(constant, shapeOf(shape)));
    return build.node({
      id: build.free(`${id}_reshape_input`),
      op: ops.Reshape,
      inputs: [input],
      attrs: { shape: shapeOf(shape) },
      origins,
    })[0];
  });
  const outputs = node.outputs.map((output) => build.free(`${output}_image`));
  build.node({ ...(node as Node<object>), attrs: attrs as Record<string, unknown>, inputs, outputs });
  node.outputs.forEach((output, i) =>
    build.node({
      id: build.free(`${id}_reshape_output`),
      op: ops.Reshape,
      inputs: [outputs[i]],
      attrs: { shape: graph.value(output).type.shape },
      outputs: [output],
      origins,
    }),
  );
  return build.build();
}
