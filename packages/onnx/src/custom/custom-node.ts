import type {
  BodyAttribute,
  BoundOp,
  Given,
  NodeKind,
  PlainAttributes,
  PlainType,
  WrittenBody,
} from '@openbpu/custom-op';
import type { OnnxOpAttrs } from '@openbpu/ops';
import { type Tensor, hasDType, makeTensor } from '@openbpu/tensor';
import { type Json, attributesFromJson, attributesToJson } from '../proto/attribute-json';
import {
  type AttributeValue,
  attributesOf,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from '../proto/attribute';
import { buildNode } from '../proto/build';
import type { AttributeProto, NodeProto, TensorProto } from '../proto/model';
import { readTensor } from '../proto/read-tensor';
import { writeTensor } from '../proto/write-tensor';

/** The version under which models import the domain of a custom operator where they do not say. */
export const CUSTOM_VERSION = 1;

/** The node of a custom operator as a graph has it, before its outputs are named. */
export interface CustomNode {
  readonly kind: NodeKind;
  readonly version: number;
  /** Verbatim. */
  readonly attributes: Readonly<Record<string, Json>>;
  readonly inputs: Given<PlainType>;
  /** How many of its outputs the graph has. */
  readonly outputs: number;
}

/**
 * The attributes of the `OnnxOp` that a custom operator is in a graph: its types settled, its body written where it has
 * one. Throws CustomOpError.
 */
export function customOpAttrs(bound: BoundOp, { kind, version, attributes, inputs, outputs }: CustomNode): OnnxOpAttrs {
  const types = bound.infer(inputs);
  const body = bound.body(inputs);
  const macs = bound.macs(inputs, types);
  return {
    domain: kind.domain,
    opType: kind.type,
    opset: version,
    attributes: { ...attributes } as OnnxOpAttrs['attributes'],
    outputTypes: types.slice(0, outputs).map(({ dtype, shape }) => ({ dtype, shape: [...shape] })),
    ...(body ? { body: recordedBody(body) } : {}),
    ...(macs > 0 ? { macs } : {}),
  };
}

/** The attributes of a node as a module sees them: numbers, strings, lists, and tensors whose floats are float32. */
export function attributeData(node: Pick<NodeProto, 'attribute'>): PlainAttributes {
  const found = attributesOf(buildNode({ opType: '', input: [], output: [], attribute: node.attribute }));
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, dataOf(value)]));
}

/** The same of attributes as JSON has them. */
export function attributeDataOfJson(attributes: Readonly<Record<string, Json>>): PlainAttributes {
  return attributeData({ attribute: attributesFromJson(attributes) });
}

/** The nodes of a body, for a model whose values are named by `rename`. */
export function bodyNodes({ nodes }: WrittenBody): NodeProto[] {
  return nodes.map(({ type, inputs, outputs, attributes }) =>
    buildNode({ opType: type, input: inputs, output: outputs, attribute: bodyAttributes(attributes) }),
  );
}

function recordedBody({ inputs, outputs, nodes }: WrittenBody): NonNullable<OnnxOpAttrs['body']> {
  return {
    inputs: [...inputs],
    outputs: [...outputs],
    nodes: nodes.map((node) => ({
      opType: node.type,
      inputs: [...node.inputs],
      outputs: [...node.outputs],
      attributes: attributesToJson(bodyAttributes(node.attributes)) as OnnxOpAttrs['attributes'],
    })),
  };
}

function bodyAttributes(attributes: Readonly<Record<string, BodyAttribute>>): AttributeProto[] {
  return Object.entries(attributes).map(([name, value]) => bodyAttribute(name, value));
}

function bodyAttribute(name: string, value: BodyAttribute): AttributeProto {
  if (typeof value === 'number') return intAttribute(name, value);
  if (typeof value === 'string') return stringAttribute(name, value);
  if ('real' in value)
    return typeof value.real === 'number' ? floatAttribute(name, value.real) : floatsAttribute(name, value.real);
  if ('dtype' in value) return tensorAttribute(name, writeTensor('', value));
  return isTexts(value) ? stringsAttribute(name, value) : intsAttribute(name, value);
}

function isTexts(values: readonly number[] | readonly string[]): values is readonly string[] {
  return typeof values[0] === 'string';
}

function dataOf(value: AttributeValue): unknown {
  if (Array.isArray(value)) return value.map((each: AttributeValue) => dataOf(each));
  return typeof value === 'object' && 'dims' in value ? tensorOf(value) : value;
}

function tensorOf(proto: TensorProto): Tensor {
  const tensor = readTensor(proto, { widen: true });
  return hasDType(tensor, 'float64') ? makeTensor('float32', tensor.shape, Float32Array.from(tensor.data)) : tensor;
}
