import { type AnyOp, type GraphView, type Node, type NodeId, type ValueId, ABSENT, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { isLayer, isNormalisation } from './is-layer';
import { keepsFrom, poleOf } from './poles';

/** Where the steps of an activation are not multiplied further: what they are computed from may be integers. */
const BOUNDED: readonly AnyOp[] = [ops.Exp, ops.Sigmoid, ops.Softplus, ops.Softmax];

/** Why a node must be computed in float: `pole` names the node whose function comes to a pole. */
export interface FloatNeed {
  readonly pole: Node;
}

/**
 * The nodes that cannot be integers because an integer they could be, whatever the samples were, would bring a function
 * to its pole: the node with the pole itself; what computes its operand, back to the next layer, whose accumulators are
 * fine enough; what computes the input of a normalisation, whose deviation may be smaller than a step; and, where its
 * result grows without bound, the product that takes it and the sum of two such products. `exempt` nodes are taken as
 * they are, and a normalisation that `normalises` integers by itself asks nothing of what it reads.
 */
export function guardPoles(
  graph: GraphView,
  exempt: (node: Node) => boolean = () => false,
  normalises: (node: Node) => boolean = () => false,
): Map<NodeId, FloatNeed> {
  const guard = new Guard(graph, exempt, normalises);
  for (const node of graph.nodes) if (!exempt(node)) guard.visit(node);
  guard.keepOperands();
  return guard.needs;
}

class Guard {
  readonly needs = new Map<NodeId, FloatNeed>();
  private readonly operands = new Map<ValueId, Node>();
  /** Values that grow without bound beside a pole, and products of them, with the node whose pole it is. */
  private readonly wild = new Map<ValueId, { readonly pole: Node; readonly product: boolean }>();

  constructor(
    private readonly graph: GraphView,
    private readonly exempt: (node: Node) => boolean,
    private readonly normalises: (node: Node) => boolean,
  ) {}

  /** Nodes come in topological order. */
  visit(node: Node): void {
    if (isNormalisation(node)) return this.normalises(node) ? undefined : this.keepFloat(node.inputs[0], node);
    const pole = poleOf(node);
    if (pole && !this.isConstant(node.inputs[pole.input]) && !keepsFrom(pole, this.graph, node.inputs[pole.input])) {
      this.needs.set(node.id, { pole: node });
      this.operands.set(node.inputs[pole.input], node);
      for (const id of pole.unbounded ? node.inputs : [node.inputs[pole.input]]) this.keepFloat(id, node);
      if (pole.unbounded) this.wild.set(node.outputs[0], { pole: node, product: node.inputs.length > 1 });
    } else this.follow(node);
  }

  /** A layer that gives the operand itself gives integers where it has an activation, or where the BPU reads it too. */
  keepOperands(): void {
    for (const [id, pole] of this.operands) {
      const layer = this.graph.producer(id);
      if (!layer || !isLayer(layer) || !layer.op.integer || this.needs.has(layer.id) || this.exempt(layer)) continue;
      const readInFloat = this.graph.consumers(id).every(({ id, op }) => this.needs.has(id) || !op.integer);
      if (!readInFloat || layer.op.integer.accumulates?.(layer.attrs) !== true) this.needs.set(layer.id, { pole });
    }
  }

  /** Through what only moves or scales; a product, or a sum of two, is kept in float. */
  private follow(node: Node): void {
    const marks = node.inputs.map((id) => this.wild.get(id));
    const mark = marks.find((found) => found !== undefined);
    if (!mark) return;
    const byConstant = node.inputs.some((id) => this.isConstant(id));
    if (ops.Mul.is(node)) {
      if (!byConstant && !mark.product) this.keep(node, mark.pole);
      if (byConstant || !mark.product)
        this.wild.set(node.outputs[0], { pole: mark.pole, product: mark.product || !byConstant });
    } else if (ops.Add.is(node) || ops.Sub.is(node)) {
      if (byConstant) this.wild.set(node.outputs[0], mark);
      else if (marks.every((found) => found?.product)) this.keep(node, mark.pole);
    } else if (node.op.onlyMoves || ops.Neg.is(node)) for (const id of node.outputs) this.wild.set(id, mark);
  }

  private keep(node: Node, pole: Node): void {
    this.needs.set(node.id, { pole });
    for (const id of node.inputs) this.keepFloat(id, pole);
  }

  /** What computes a value, back to layers, inputs, constants, and what a layer reads as well. */
  private keepFloat(id: ValueId, pole: Node): void {
    const node = id === ABSENT ? undefined : this.graph.producer(id);
    if (!node || this.needs.has(node.id) || this.exempt(node) || isLayer(node)) return;
    this.needs.set(node.id, { pole });
    if (BOUNDED.some((op) => op.is(node))) return;
    for (const input of node.inputs)
      if (input !== ABSENT && !this.graph.consumers(input).some(isLayer)) this.keepFloat(input, pole);
  }

  private isConstant(id: ValueId): boolean {
    return id !== ABSENT && constantOf(this.graph, id) !== undefined;
  }
}
