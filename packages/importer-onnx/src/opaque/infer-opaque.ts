import type { TensorType } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { OPERATORS } from '../operators/operators';

/**
 * Types of the outputs, as many as are used, or undefined: they are then taken from what the model declares, or asked
 * of a probe. Throws RangeError or TypeError where the inputs make no sense together.
 */
export function inferOpaque(node: ImportNode, b: GraphBuilder): readonly TensorType[] | undefined {
  const rule = OPERATORS.get(node.opType)?.types;
  return rule && node.inputs.length > 0 ? rule(node, b) : undefined;
}
