import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { AveragePool, MaxPool, Slice } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: AveragePool or MaxPool under a window of one pixel, without pads, which the march refuses
 * After: Slice of every so many rows and columns
 * Conditions: the march takes it.
 */
export class PixelPoolToSlice implements Pass<'original'> {
  readonly name = 'pixel-pool-to-slice';
  readonly summary = 'Writes a pool under a window of one pixel as a Slice where the march has no such window.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, slice);
  }
}

function slice(node: Node, graph: Graph): GraphPatch | undefined {
  if (!AveragePool.is(node) && !MaxPool.is(node)) return undefined;
  const { kernel, strides, pads } = node.attrs;
  if ([...kernel].some((size) => size !== 1) || pads.some((width) => width !== 0)) return undefined;
  const { id, inputs, outputs, origins } = node;
  const [, , height, width] = graph.value(inputs[0]).type.shape;
  const attrs = { starts: [0, 0], ends: [height, width], axes: [2, 3], steps: [...strides] };
  const build = new PatchBuilder(graph, `write "${id}" as a part of its image`).remove(node);
  build.node({ id, op: Slice, inputs, attrs, outputs, origins });
  return build.build();
}
