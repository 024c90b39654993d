import { fail } from '@openbpu/diagnostics';
import { type INamespace, Reader, Root, Writer } from 'protobufjs';
import { ONNX } from '../catalogue';
import { type FieldSpec, type MessageName, type MessageSpec, MESSAGES } from './descriptor';
import type { ModelProto } from './model';

type Plain = Record<string, unknown>;

/** What the wire library gives for 64-bit values where a number cannot hold them. */
interface LongLike {
  readonly low: number;
  readonly high: number;
}

const messages: Readonly<Record<string, MessageSpec>> = MESSAGES;

let known: Root | undefined;

/** The message types, built from the table on first use. */
function root(): Root {
  if (known) return known;
  const nested: NonNullable<INamespace['nested']> = {};
  for (const [name, fields] of Object.entries(messages)) {
    nested[name] = {
      edition: 'proto2',
      fields: Object.fromEntries(
        Object.entries(fields).map(([key, { id, type, repeated, packed }]) => [
          key,
          { id, type, ...(repeated ? { rule: 'repeated' } : {}), ...(packed ? { options: { packed: true } } : {}) },
        ]),
      ),
    };
  }
  known = Root.fromJSON({ nested });
  known.resolveAll();
  return known;
}

/**
 * Reads a model. Byte fields are views on `bytes`. Throws a DiagnosticError when the bytes are no model, whatever they
 * are.
 */
export function decodeModel(bytes: Uint8Array): ModelProto {
  const model = decodeMessage('ModelProto', bytes) as Plain & Partial<ModelProto>;
  const { graph } = model;
  return graph ? ({ ...model, graph } as ModelProto) : fail(ONNX.noGraph({ bytes: bytes.length }));
}

/** The bytes of a model: fields in the order of their numbers, so equal models give equal bytes. */
export function encodeModel(model: ModelProto): Uint8Array {
  const parts = modelParts(model);
  const bytes = new Uint8Array(sizeOfAll(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The same one after the other; the elements of large tensors are views, not copies. */
export function modelParts(model: ModelProto): readonly Uint8Array[] {
  return partsOf('ModelProto', { ...model });
}

/** Where the bulk of a model lies. The wire library would copy it once for each message around it. */
const BULK: Readonly<Record<string, string>> = {
  ModelProto: 'graph',
  GraphProto: 'initializer',
  TensorProto: 'rawData',
};
const LARGE = 2 ** 12;
/** The wire type of what has a length in front. */
const DELIMITED = 2;

function partsOf(name: MessageName, message: Plain): Uint8Array[] {
  const bulk = BULK[name];
  const { id, type, repeated } = messages[name][bulk];
  const value = message[bulk];
  if (value === undefined || (value instanceof Uint8Array && value.byteLength < LARGE))
    return [encodeMessage(name, message)];
  const isBefore = (key: string) => key in messages[name] && messages[name][key].id < id;
  const some = (isOwn: (key: string) => boolean) =>
    encodeMessage(name, Object.fromEntries(Object.entries(message).filter(([key]) => key !== bulk && isOwn(key))));
  const items = (repeated ? value : [value]) as readonly (Uint8Array | Plain)[];
  const inside = items.flatMap((item) => {
    const parts = item instanceof Uint8Array ? [item] : partsOf(type as MessageName, item);
    const head = Writer.create()
      .uint32(id * 8 + DELIMITED)
      .uint32(sizeOfAll(parts))
      .finish();
    return [plainBytes(head), ...parts];
  });
  return [some(isBefore), ...inside, some((key) => !isBefore(key))];
}

function sizeOfAll(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Reads any message of the table as plain data. Throws a DiagnosticError when the bytes are none. */
export function decodeMessage(name: MessageName, bytes: Uint8Array): object {
  const reader = Reader.create(bytes);
  reader.discardUnknown = false;
  try {
    return toPlain(name, root().lookupType(name).decode(reader));
  } catch (error) {
    return fail(ONNX.notAModel({ reason: error instanceof Error ? error.message : String(error) }), error);
  }
}

export function encodeMessage(name: MessageName, message: object): Uint8Array {
  return plainBytes(root().lookupType(name).encode(toWire(name, message), Writer.create()).finish());
}

function toPlain(name: string, message: object): Plain {
  const from = message as Plain;
  const plain: Plain = {};
  for (const [key, spec] of Object.entries(messages[name])) {
    /** The wire library gives every list, also an empty one. */
    if (spec.repeated) plain[key] = readAll(spec, from[key] as readonly unknown[]);
    else if (Object.hasOwn(from, key)) plain[key] = read(spec, from[key]);
  }
  const unknown = from['$unknowns'];
  if (unknown !== undefined) plain['unknown'] = (unknown as readonly Uint8Array[]).map(plainBytes);
  return plain;
}

function readAll(spec: FieldSpec, values: readonly unknown[]): readonly unknown[] {
  return spec.type in messages || spec.type === 'bytes' || isLong(spec)
    ? values.map((value) => read(spec, value))
    : values;
}

function read(spec: FieldSpec, value: unknown): unknown {
  if (spec.type in messages) return toPlain(spec.type, value as object);
  if (spec.type === 'bytes') return plainBytes(value as Uint8Array);
  if (!isLong(spec)) return value;
  if (spec.wide) return toBigInt(value, spec.type === 'uint64');
  return typeof value === 'number' ? value : Number(toBigInt(value, false));
}

/** A view that is no Buffer: a Buffer's `slice` does not copy, and it compares unequal to plain bytes. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function toBigInt(value: unknown, unsigned: boolean): bigint {
  if (typeof value === 'number') return BigInt(value);
  const { low, high } = value as LongLike;
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return unsigned ? bits : BigInt.asIntN(64, bits);
}

function toWire(name: string, message: object): Plain {
  const from = message as Plain;
  const wire: Plain = {};
  for (const [key, spec] of Object.entries(messages[name])) {
    const value = from[key];
    if (value === undefined) continue;
    wire[key] = spec.repeated ? writeAll(spec, value as readonly unknown[]) : write(spec, value);
  }
  if (from['unknown'] !== undefined) wire['$unknowns'] = from['unknown'];
  return wire;
}

function writeAll(spec: FieldSpec, values: readonly unknown[]): readonly unknown[] {
  return spec.type in messages || spec.wide ? values.map((value) => write(spec, value)) : values;
}

function write(spec: FieldSpec, value: unknown): unknown {
  if (spec.type in messages) return toWire(spec.type, value as object);
  return typeof value === 'bigint'
    ? { low: Number(BigInt.asIntN(32, value)), high: Number(BigInt.asIntN(32, value >> 32n)) }
    : value;
}

function isLong({ type }: FieldSpec): boolean {
  return type === 'int64' || type === 'uint64';
}
