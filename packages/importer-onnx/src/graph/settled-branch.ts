import { fail } from '@openbpu/diagnostics';
import type { GraphProto } from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';

/**
 * The branch an If takes whatever the inputs are, because its condition is a constant, often one of shapes. Throws
 * DiagnosticError where the condition is computed from the inputs of the model, or the branch is missing.
 */
export function settledBranch(node: ImportNode, b: GraphBuilder): GraphProto {
  const { origin, opType, attributes } = node;
  const condition = b.numbers(node.inputs[0] ?? '');
  if (condition?.length !== 1)
    return fail(IMPORT_ONNX.subgraph({ node: origin.name, opType, condition: node.inputs[0] ?? '' }, origin));
  const name = condition[0] === 0 ? 'else_branch' : 'then_branch';
  const branch = attributes.graph(name) ?? attributes.wrong(name, 'is missing');
  if (branch.input.length > 0) attributes.wrong(name, 'has inputs');
  if (branch.output.length < node.usedOutputs)
    attributes.wrong(name, `gives ${branch.output.length} of the ${node.usedOutputs} outputs`);
  return branch;
}
