import type { Pass } from '@openbpu/core';
import type { Graph, GraphPatch, Node } from '@openbpu/ir';
import { Reshape, Transpose } from '@openbpu/ops';
import { type March, forMarch } from './for-march';
import { soleProducer } from './sole-producer';
import { swapWithMove } from './swap-with-move';

/**
 * Before: image -> Reshape | Transpose -> a function of one element, which the march refuses
 * After: the function -> Reshape | Transpose, each named as before
 * Conditions: nobody else reads the moved tensor; the march takes the function of the image.
 */
export class ActivationBeforeMove implements Pass<'original'> {
  readonly name = 'activation-before-move';
  readonly summary = 'Moves an activation before a Reshape or Transpose where the march takes it only there.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const move = node.op.scalar ? soleProducer(graph, node.inputs[0]) : undefined;
  return move && (Reshape.is(move) || Transpose.is(move)) ? swapWithMove(node, move, graph) : undefined;
}
