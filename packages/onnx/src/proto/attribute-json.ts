import {
  AttributeType,
  attributeValue,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
} from './attribute';
import { decodeMessage, encodeMessage } from './codec';
import type { AttributeProto } from './model';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Attributes as plain JSON, without loss: integers and strings as they are, floats as `{ float }` and `{ floats }`,
 * everything JSON cannot say (tensors, graphs, infinities, negative zero, bytes that are no text) as `{ proto }`,
 * base64 of the message.
 */
export function attributesToJson(attributes: readonly AttributeProto[]): Record<string, Json> {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name ?? '', toJson(attribute)]));
}

/**
 * The inverse. Throws a DiagnosticError for a `proto` that is none, TypeError for anything else that is no attribute.
 */
export function attributesFromJson(attributes: Readonly<Record<string, Json>>): AttributeProto[] {
  return Object.entries(attributes).map(([name, value]) => fromJson(name, value));
}

function toJson(attribute: AttributeProto): Json {
  const plain = attribute.refAttrName || !attribute.type ? undefined : plainForm(attribute);
  if (plain !== undefined && sameBytes(fromJson(attribute.name ?? '', plain), attribute)) return plain;
  return { proto: Buffer.from(encodeMessage('AttributeProto', attribute)).toString('base64') };
}

function plainForm(attribute: AttributeProto): Json | undefined {
  const value = attributeValue(attribute);
  if (attribute.type === AttributeType.FLOAT && typeof value === 'number')
    return isPlain(value) ? { float: value } : undefined;
  if (attribute.type === AttributeType.FLOATS && isNumbers(value))
    return value.every(isPlain) ? { floats: value } : undefined;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return isNumbers(value) || isStrings(value) ? value : undefined;
}

function fromJson(name: string, value: Json): AttributeProto {
  if (typeof value === 'number') return intAttribute(name, value);
  if (typeof value === 'string') return stringAttribute(name, value);
  if (isNumbers(value)) return intsAttribute(name, value);
  if (isStrings(value)) return stringsAttribute(name, value);
  if (isRecord(value)) {
    const { float, floats, proto } = value;
    if (typeof float === 'number') return floatAttribute(name, float);
    if (isNumbers(floats)) return floatsAttribute(name, floats);
    if (typeof proto === 'string')
      return { ...(decodeMessage('AttributeProto', Buffer.from(proto, 'base64')) as AttributeProto), name };
  }
  throw new TypeError(`${JSON.stringify(value)} is no value of attribute ${name}`);
}

function sameBytes(a: AttributeProto, b: AttributeProto): boolean {
  return Buffer.compare(encodeMessage('AttributeProto', a), encodeMessage('AttributeProto', b)) === 0;
}

/** Whether JSON has a number for it: finite, and not −0. */
function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
