import { fail } from '@openbpu/diagnostics';
import { type Graph, ABSENT, userName } from '@openbpu/ir';
import { hasDType } from '@openbpu/tensor';
import { PIPELINE } from './catalogue';

/** Stops at a constant of a BPU node that holds NaN or infinite values: it could not be quantised. */
export function checkConstants(graph: Graph<'optimized'>): void {
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu') continue;
    for (const id of node.inputs) {
      const constant = id === ABSENT ? undefined : graph.value(id).constant;
      if (constant && hasDType(constant, 'float32') && !allFinite(constant.data))
        fail(PIPELINE.brokenConstant({ node: userName(node), constant: id }, node.origins[0]));
    }
  }
}

/** Zero times a finite number is zero; anything else in the sum makes it NaN. */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * 0;
  return sum === 0;
}
