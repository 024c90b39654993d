import {
  type AttributeProto,
  type FunctionForm,
  type HzFunction,
  type NodeProto,
  STANDARD_OPSET,
  type TensorProto,
  attributeValue,
  dataTypeName,
  readTensor,
  standardFunctions,
} from '@openbpu/onnx';
import { page } from '../markdown';

/** Every function of the domain `ai.openbpu` in full, in the text form of ONNX with constants where they are read. */
export function onnxFunctionsPage(): string {
  const functions = [...standardFunctions()].sort((a, b) => (a.op.name < b.op.name ? -1 : 1));
  return page('The functions of a quantised model', '`packages/onnx/src/functions`', [
    'The integer operators of a quantised ONNX model are functions that stand in the model itself, so that any ONNX ' +
      'runtime can run it. Each body is made of standard operators alone. Which form a call takes is a matter of the ' +
      'types and attributes of the call; the forms of an operator stand in the order in which they are tried.',
    'A word with `@` before it is an attribute of the call.',
    ...functions.map(section),
  ]);
}

function section({ op, forms }: HzFunction): string {
  return [`## ${op.name}`, op.summary, ...forms.map(printed)].join('\n\n');
}

function printed({ name, attributes, proto }: FunctionForm): string {
  const { input, output, node } = proto(STANDARD_OPSET);
  const constants = new Map(
    node.filter((one) => one.opType === 'Constant').map((one) => [one.output[0], constantText(one.attribute[0])]),
  );
  const lines = node.filter((one) => one.opType !== 'Constant').map((one) => `  ${nodeText(one, constants)}`);
  const head = `${name}<${attributes.join(', ')}>(${input.join(', ')}) => (${output.join(', ')})`;
  return ['```', `${head} {`, ...lines, '}', '```'].join('\n');
}

function nodeText({ opType, attribute, input, output }: NodeProto, constants: ReadonlyMap<string, string>): string {
  const attributes = attribute.map((one) => {
    const isType = opType === 'Cast' && one.name === 'to';
    return `${one.name} = ${isType ? dataTypeName(Number(attributeValue(one))) : attributeText(one)}`;
  });
  const list = attributes.length > 0 ? `<${attributes.join(', ')}>` : '';
  const operands = input.map((name) => constants.get(name) ?? name);
  return `${output.join(', ')} = ${opType}${list}(${operands.join(', ')})`;
}

/** A constant by its value alone: whole numbers in brackets are int64 [n]. */
function constantText(attribute: AttributeProto): string {
  return attribute.t ? tensorText(attribute.t) : attributeText(attribute);
}

function attributeText(attribute: AttributeProto): string {
  if (attribute.refAttrName) return `@${attribute.refAttrName}`;
  return JSON.stringify(attributeValue(attribute));
}

function tensorText(proto: TensorProto): string {
  const { dtype, shape, data } = readTensor(proto);
  return `${dtype}[${shape.join(',')}] {${Array.from<number | bigint>(data).join(', ')}}`;
}
