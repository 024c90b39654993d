import { ABSENT } from '@openbpu/ir';
import {
  type TensorProto,
  DataType,
  attributesFromJson,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  writeTensor,
} from '@openbpu/onnx';
import type { TensorType } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { opaqueAttributes } from './opaque-attributes';

/**
 * Finds the types of all outputs of a model of one node by loading it into an ONNX runtime, in the order of its
 * outputs.
 */
export type Probe = (fragment: Uint8Array) => Promise<readonly TensorType[]>;

/** A node as a model file of its own: constants are initialisers, other inputs have static shapes, outputs no type. */
export function probeFragment(node: ImportNode, outputs: readonly string[], b: GraphBuilder): Uint8Array {
  const ids = [...new Set(node.inputs)].filter((id) => id !== ABSENT);
  const initializer: TensorProto[] = [];
  for (const id of ids) {
    const constant = b.constant(id);
    if (constant) initializer.push(writeTensor(id, constant));
  }
  const input = ids
    .filter((id) => !b.constant(id))
    .map((id) => buildValue(id, dataTypeOf(b.typeOf(id).dtype), b.shapeOf(id)));
  const proto = buildNode({
    name: node.name,
    opType: node.opType,
    input: node.inputs,
    output: outputs,
    attribute: attributesFromJson(opaqueAttributes(node.proto)),
  });
  const output = outputs.map((id) => ({ ...buildValue(id, DataType.UNDEFINED, undefined), type: {} }));
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [{ domain: '', version: node.opset }],
      graph: buildGraph({ name: node.name, node: [proto], initializer, input, output }),
    }),
  );
}
