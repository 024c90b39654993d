import { type Graph, inputTypes, outputTypes } from '@openbpu/ir';
import { sizeOf } from '@openbpu/tensor';
import { nonNegativeLeastSquares } from './least-squares';
import { isDepthwise } from './settings';
import { structureOf } from './structure';

/** What a network does, in six counts of its float graph: millions each, and 1. */
export type Counts = readonly [
  denseMacs: number,
  depthwiseMacs: number,
  activations: number,
  weights: number,
  outputs: number,
  one: 1,
];

const MILLION = 1e6;

export function countsOf(graph: Graph<'imported'>): Counts {
  let [dense, depthwise, activations] = [0, 0, 0];
  for (const node of graph.nodes) {
    const macs = node.op.macs?.(inputTypes(graph, node), outputTypes(graph, node), node.attrs) ?? 0;
    if (isDepthwise(node, graph)) depthwise += macs;
    else dense += macs;
    for (const { shape } of outputTypes(graph, node)) activations += sizeOf(shape);
  }
  const outputs = graph.outputs.reduce((sum, id) => sum + sizeOf(graph.value(id).type.shape), 0);
  return [
    dense / MILLION,
    depthwise / MILLION,
    activations / MILLION,
    structureOf(graph).parameters / MILLION,
    outputs / MILLION,
    1,
  ];
}

/** A regression on counts, none of its coefficients negative, that makes the squares of relative errors least. */
export function regression(
  rows: readonly { readonly counts: Counts; readonly measured: number }[],
): (counts: Counts) => number {
  const scales = [0, 1, 2, 3, 4, 5].map((k) => Math.max(1e-9, ...rows.map(({ counts }) => counts[k])));
  const found = nonNegativeLeastSquares(
    rows.map(({ counts, measured }) => counts.map((count, k) => count / scales[k] / measured)),
    rows.map(() => 1),
  );
  return (counts) => counts.reduce((sum: number, count, k) => sum + (count / scales[k]) * found[k], 0);
}
