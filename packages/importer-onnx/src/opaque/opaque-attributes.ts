import {
  type AttributeProto,
  type Json,
  type NodeProto,
  DataType,
  attributesToJson,
  dtypeOfDataType,
  intAttribute,
  tensorAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { isFloat } from '@openbpu/tensor';
import { readConstant } from '../graph/initialisers';

/** Attributes that name an element type. */
const TYPE_ATTRIBUTES = new Set(['to', 'dtype', 'output_dtype']);

/**
 * The attributes of a node as plain JSON, verbatim but for floats of half and double precision, which are float32 in
 * the graph.
 */
export function opaqueAttributes({ attribute }: Pick<NodeProto, 'attribute'>): Record<string, Json> {
  return attributesToJson(attribute.map(widened));
}

function widened(attribute: AttributeProto): AttributeProto {
  const { name = '', i, t } = attribute;
  if (i !== undefined && TYPE_ATTRIBUTES.has(name) && otherFloat(Number(i))) return intAttribute(name, DataType.FLOAT);
  if (t !== undefined && otherFloat(t.dataType))
    return tensorAttribute(name, writeTensor(t.name ?? '', readConstant(t)));
  return attribute;
}

/** Whether a number stands for a float type other than float32. */
function otherFloat(dataType: number | undefined): boolean {
  if (dataType === DataType.BFLOAT16) return true;
  const dtype = dtypeOfDataType(dataType);
  return dtype !== undefined && dtype !== 'float32' && isFloat(dtype);
}
