import type { AttributeProto, GraphProto, NodeProto, TensorProto } from './model';

/** Which field of an AttributeProto holds its value. */
export const AttributeType = {
  UNDEFINED: 0,
  FLOAT: 1,
  INT: 2,
  STRING: 3,
  TENSOR: 4,
  GRAPH: 5,
  FLOATS: 6,
  INTS: 7,
  STRINGS: 8,
  TENSORS: 9,
  GRAPHS: 10,
  SPARSE_TENSOR: 11,
  SPARSE_TENSORS: 12,
  TYPE_PROTO: 13,
  TYPE_PROTOS: 14,
} as const;

const NO_VALUES = {
  floats: [],
  ints: [],
  strings: [],
  tensors: [],
  graphs: [],
  typeProtos: [],
  sparseTensors: [],
} as const;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

function attribute(name: string, type: keyof typeof AttributeType, value: Partial<AttributeProto>): AttributeProto {
  return { ...NO_VALUES, name, type: AttributeType[type], ...value };
}

export function intAttribute(name: string, value: number | bigint): AttributeProto {
  return attribute(name, 'INT', { i: BigInt(value) });
}

export function intsAttribute(name: string, values: readonly (number | bigint)[]): AttributeProto {
  return attribute(name, 'INTS', { ints: values.map(BigInt) });
}

export function floatAttribute(name: string, value: number): AttributeProto {
  return attribute(name, 'FLOAT', { f: value });
}

export function floatsAttribute(name: string, values: readonly number[]): AttributeProto {
  return attribute(name, 'FLOATS', { floats: values });
}

export function stringAttribute(name: string, value: string): AttributeProto {
  return attribute(name, 'STRING', { s: encode(value) });
}

export function stringsAttribute(name: string, values: readonly string[]): AttributeProto {
  return attribute(name, 'STRINGS', { strings: values.map(encode) });
}

export function tensorAttribute(name: string, value: TensorProto): AttributeProto {
  return attribute(name, 'TENSOR', { t: value });
}

export function graphAttribute(name: string, value: GraphProto): AttributeProto {
  return attribute(name, 'GRAPH', { g: value });
}

/** Inside a function: the attribute `from` of the call. */
export function refAttribute(
  name: string,
  type: 'INT' | 'INTS' | 'FLOAT' | 'FLOATS' | 'STRING',
  from: string,
): AttributeProto {
  return attribute(name, type, { refAttrName: from });
}

/** The value of an attribute as JavaScript data; undefined for sparse tensors, types and references. */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | TensorProto
  | readonly TensorProto[]
  | GraphProto
  | readonly GraphProto[];

/**
 * Reads an attribute. 64-bit integers beyond ±(2^53 − 1), which exporters write for "to the end", saturate there.
 * Files of IR version 1 have no `type`; the field that is set then decides.
 */
export function attributeValue(attribute: AttributeProto): AttributeValue | undefined {
  const { f, i, s, t, g, floats, ints, strings, tensors, graphs } = attribute;
  switch (attribute.type || guessType(attribute)) {
    case AttributeType.FLOAT:
      return f ?? 0;
    case AttributeType.INT:
      return safe(i ?? 0n);
    case AttributeType.STRING:
      return decode(s);
    case AttributeType.TENSOR:
      return t;
    case AttributeType.GRAPH:
      return g;
    case AttributeType.FLOATS:
      return floats;
    case AttributeType.INTS:
      return ints.map(safe);
    case AttributeType.STRINGS:
      return strings.map(decode);
    case AttributeType.TENSORS:
      return tensors;
    case AttributeType.GRAPHS:
      return graphs;
    default:
      return undefined;
  }
}

/** All attributes of a node by name. */
export function attributesOf(node: NodeProto): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const attribute of node.attribute) {
    const value = attribute.refAttrName ? undefined : attributeValue(attribute);
    if (attribute.name !== undefined && value !== undefined) values[attribute.name] = value;
  }
  return values;
}

function safe(value: bigint): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value)));
}

function guessType({ f, i, s, t, g, floats, ints, strings }: AttributeProto): number {
  if (f !== undefined) return AttributeType.FLOAT;
  if (i !== undefined) return AttributeType.INT;
  if (s !== undefined) return AttributeType.STRING;
  if (t !== undefined) return AttributeType.TENSOR;
  if (g !== undefined) return AttributeType.GRAPH;
  if (floats.length > 0) return AttributeType.FLOATS;
  if (ints.length > 0) return AttributeType.INTS;
  return strings.length > 0 ? AttributeType.STRINGS : AttributeType.UNDEFINED;
}
