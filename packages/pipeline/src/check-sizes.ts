import { fail } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { formatShape, sizeOf } from '@openbpu/tensor';
import { PIPELINE } from './catalogue';

/** Elements of the largest tensor a conversion holds: 2 GiB of float32. */
const MOST_ELEMENTS = 2 ** 29;

/** Stops at a tensor that could not be held, before anybody tries. */
export function checkSizes(graph: Graph): void {
  for (const { id, type } of graph.values.values()) {
    if (sizeOf(type.shape) > MOST_ELEMENTS)
      fail(PIPELINE.tooLarge({ tensor: id, shape: formatShape(type.shape), most: MOST_ELEMENTS }, { name: id }));
  }
}
