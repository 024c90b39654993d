import type { AnyOp } from '@openbpu/ir';
import {
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
} from '../proto/attribute';
import type { AttributeProto } from '../proto/model';

/**
 * Attributes of an op as ONNX has them: numbers are floats where `op.realAttrs` says so and integers elsewhere,
 * booleans are 0 or 1. `rename` gives ONNX names where they differ. Throws TypeError for a value ONNX has no attribute
 * for.
 */
export function plainAttributes(
  op: Pick<AnyOp, 'name' | 'realAttrs'>,
  attrs: object,
  rename: Readonly<Record<string, string>> = {},
): AttributeProto[] {
  return Object.entries(attrs).flatMap(([key, value]) =>
    value === undefined ? [] : [plainAttribute(op, key, value, rename[key] ?? key)],
  );
}

function plainAttribute(
  op: Pick<AnyOp, 'name' | 'realAttrs'>,
  key: string,
  value: unknown,
  name: string,
): AttributeProto {
  const real = op.realAttrs?.includes(key) ?? false;
  if (typeof value === 'number') return real ? floatAttribute(name, value) : intAttribute(name, value);
  if (typeof value === 'boolean') return intAttribute(name, value ? 1 : 0);
  if (typeof value === 'string') return stringAttribute(name, value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'number'))
    return real ? floatsAttribute(name, value) : intsAttribute(name, value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return stringsAttribute(name, value);
  throw new TypeError(`attribute ${key} of ${op.name} has no form in ONNX`);
}
