import { type GraphView, type Node, type NodeId, type ValueId, ABSENT, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { hasDType } from '@openbpu/tensor';
import { isLayer } from './is-layer';
import { MASK } from './masked-sums';

/** From here on a number in a sum, a border or a choice is taken for one that only says "never". */
const SENTINEL = 2 ** 13;

/** Foreign operators that hand on what they are given. */
const HANDS_ON = new Set(['Cast', 'Expand', 'Gather', 'Sum', 'Tile', 'Where']);

/** A node, and the number or the tensor of numbers in it that no scale may have to reach. */
export interface Sentinel {
  /** The constant that holds it, or the node whose attribute it is. */
  readonly where: string;
}

/**
 * The nodes that must be computed in float because a sentinel, such as the −10000 or the lowest float of a mask, would
 * set the scale of what they read or write: from the node that brings it in to the one that takes it away (a Softmax, a
 * maximum, any function that is not a sum, a product or a movement), that one included. A layer is not. What the
 * `saturating` sums bring in sets no scale.
 */
export function guardSentinels(graph: GraphView, saturating: ReadonlySet<NodeId> = new Set()): Map<NodeId, Sentinel> {
  const needs = new Map<NodeId, Sentinel>();
  const marked = new Map<ValueId, Sentinel>();
  for (const node of graph.nodes) {
    const brought = saturating.has(node.id) ? undefined : ownSentinel(node, graph, SENTINEL);
    const sentinel = brought ?? node.inputs.map((id) => marked.get(id)).find((found) => found !== undefined);
    if (!sentinel || isLayer(node)) continue;
    needs.set(node.id, sentinel);
    if (handsOn(node)) for (const id of node.outputs) marked.set(id, sentinel);
  }
  for (const node of graph.nodes) {
    if (!isSoftmax(node)) continue;
    for (let at = graph.producer(node.inputs[0]), way = [node]; at; at = graph.producer(at.inputs[0])) {
      if (saturating.has(at.id)) break;
      const mask = ops.Add.is(at) || ops.Sub.is(at) ? ownSentinel(at, graph, MASK) : undefined;
      way = [...way, at];
      if (mask) for (const { id } of way) needs.set(id, needs.get(id) ?? mask);
      if (mask || !at.op.onlyMoves) break;
    }
  }
  return needs;
}

/** A sentinel that the node itself holds: the value of a border, or an element of a constant. */
function ownSentinel(node: Node, graph: GraphView, from: number): Sentinel | undefined {
  const reaches = (value: number) => Math.abs(value) >= from;
  if (ops.Pad.is(node))
    return node.attrs.mode === 'constant' && reaches(node.attrs.value) ? { where: node.id } : undefined;
  if (!handsOn(node) || node.op.onlyMoves) return undefined;
  const where = node.inputs.find((id) => {
    const constant = id === ABSENT ? undefined : constantOf(graph, id);
    return constant && hasDType(constant, 'float32') && constant.data.some(reaches);
  });
  return where === undefined ? undefined : { where };
}

function handsOn(node: Node): boolean {
  if (ops.OnnxOp.is(node)) return node.attrs.domain === '' && HANDS_ON.has(node.attrs.opType);
  return node.op.onlyMoves || [ops.Add, ops.Sub, ops.Mul, ops.Neg, ops.Div].some((op) => op.is(node));
}

function isSoftmax(node: Node): boolean {
  return ops.Softmax.is(node) || ops.foreignType(node) === 'LogSoftmax';
}
