import { normalizeAxis } from '@openbpu/tensor';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';

/**
 * The axes of a node, an attribute before opset `since` and input `index` from then on; undefined when they are
 * computed. `absent` where they are not given.
 */
export function axesOf(
  node: ImportNode,
  b: GraphBuilder,
  since: number,
  index: number,
  absent: readonly number[],
): readonly number[] | undefined {
  if (node.opset < since) return node.attributes.ints('axes', absent);
  const id = node.inputs[index];
  return id === undefined || id === '' ? absent : b.numbers(id);
}

/** Axes from 0, in their order. Gives an attribute diagnostic for one that is not there or stands twice. */
export function checkedAxes(node: ImportNode, axes: readonly number[], rank: number): readonly number[] {
  const checked = axes.map((axis) => checkedAxis(node, axis, rank, 'axes'));
  const twice = checked.find((axis, i) => checked.indexOf(axis) !== i);
  return twice === undefined ? checked : node.attributes.wrong('axes', `name dimension ${twice} twice`);
}

/** Axes from 0, ascending. Gives an attribute diagnostic for one that is not there or stands twice. */
export function normalizeAxes(node: ImportNode, axes: readonly number[], rank: number): readonly number[] {
  return checkedAxes(node, axes, rank).toSorted((x, y) => x - y);
}

export function checkedAxis(node: ImportNode, axis: number, rank: number, name = 'axis'): number {
  if (axis < -rank || axis >= Math.max(rank, 1))
    node.attributes.wrong(name, `${axis} is outside a tensor of rank ${rank}`);
  return normalizeAxis(axis, rank);
}
