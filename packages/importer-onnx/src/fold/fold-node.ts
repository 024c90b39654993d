import { fail } from '@openbpu/diagnostics';
import { ABSENT } from '@openbpu/ir';
import { IMPORT_ONNX } from '../catalogue';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import type { Evaluator } from './evaluator';

/**
 * Evaluates a node whose inputs are constants and makes its outputs constants; false where that is not to be had, or
 * where it gives fewer outputs than are used.
 */
export function foldNode(node: ImportNode, b: GraphBuilder, evaluators: ReadonlyMap<string, Evaluator>): boolean {
  const evaluate = evaluators.get(node.opType);
  if (!evaluate || node.inputs.length === 0) return false;
  const constants = node.inputs.map((id) => b.constant(id));
  if (node.inputs.some((id, i) => id !== ABSENT && !constants[i])) return false;
  try {
    const results = evaluate(constants, node.attributes, node);
    if (!results || results.length < node.usedOutputs) return false;
    b.setMade(node, node.outputs, results.slice(0, node.outputs.length));
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail(
      IMPORT_ONNX.doesNotFit({ node: node.origin.name, opType: node.opType, problem: error.message }, node.origin),
      error,
    );
  }
}
