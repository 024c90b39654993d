import { type GraphView, constantOf } from '@openbpu/ir';
import { expectDType } from '@openbpu/tensor';

/**
 * The one float32 behind a constant input. Throws Error when it is computed or not alone: the quantise pass is wrong.
 */
export function scalar(graph: GraphView, id: string): number {
  const constant = constantOf(graph, id);
  if (constant?.data.length !== 1) throw new Error(`"${id}" is no constant of one element`);
  return expectDType(constant, 'float32').data[0];
}
