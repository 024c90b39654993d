import { type Origin, fail } from '@openbpu/diagnostics';
import { CAFFE } from '../catalogue';
import type { TextField, TextMessage, TextPlace, TextScalar } from './text-message';

/**
 * Typed reading of a text message. A field of the wrong kind fails with a diagnostic at its line and column.
 * Remembers which names were asked for, so that `unread` can tell the ones nobody knows.
 */
export class Fields {
  private readonly asked = new Set<string>();
  private readonly inner = new Map<string, Fields>();

  constructor(
    private readonly file: string,
    readonly message: TextMessage,
  ) {}

  has(name: string): boolean {
    this.asked.add(name);
    return this.message.fields.some((field) => field.name === name);
  }

  string(name: string): string | undefined;
  string(name: string, fallback: string): string;
  string(name: string, fallback?: string): string | undefined {
    const field = this.single(name);
    return field ? this.asString(field) : fallback;
  }

  strings(name: string): string[] {
    return this.all(name).map((field) => this.asString(field));
  }

  /** A real number. */
  real(name: string): number | undefined;
  real(name: string, fallback: number): number;
  real(name: string, fallback?: number): number | undefined {
    const field = this.single(name);
    return field ? this.asNumber(field) : fallback;
  }

  /** Real numbers of a repeated field. */
  reals(name: string): number[] {
    return this.all(name).map((field) => this.asNumber(field));
  }

  /** A whole number of at most 32 bits, not below `least`. */
  int(name: string, least?: number): number | undefined;
  int(name: string, least: number, fallback: number): number;
  int(name: string, least = -(2 ** 31), fallback?: number): number | undefined {
    const field = this.single(name);
    return field ? this.asInt(field, least) : fallback;
  }

  ints(name: string, least = -(2 ** 31)): number[] {
    return this.all(name).map((field) => this.asInt(field, least));
  }

  /** Texts, words and numbers of a repeated field, as they are written. */
  scalars(name: string): TextScalar[] {
    return this.all(name).map((field) =>
      field.value.kind === 'message' ? this.refuse(field, 'a number or a string') : field.value,
    );
  }

  flag(name: string, fallback: boolean): boolean {
    const field = this.single(name);
    if (!field) return fallback;
    const { value } = field;
    if (value.kind !== 'message' && /^(?:true|t|1)$/i.test(value.text)) return true;
    if (value.kind !== 'message' && /^(?:false|f|0)$/i.test(value.text)) return false;
    return this.refuse(field, 'true or false');
  }

  /** A word of an enumeration, also as its number (`words[n]`) or in quotes. */
  word<W extends string>(name: string, words: readonly W[]): W | undefined;
  word<W extends string>(name: string, words: readonly W[], fallback: W): W;
  word<W extends string>(name: string, words: readonly W[], fallback?: W): W | undefined {
    const field = this.single(name);
    if (!field) return fallback;
    const { value } = field;
    const found =
      value.kind === 'message'
        ? undefined
        : value.kind === 'number'
          ? words[value.number ?? -1]
          : words.find((word) => word === value.text);
    return found ?? this.refuse(field, `one of ${words.join(', ')}`);
  }

  /** Stops with a diagnostic: a field that is written does not go without another. */
  lacks(name: string, other: string): never {
    const [field] = this.all(name);
    return this.refuse(field, `${other} beside it`, shown(field.value), `write ${other} as well`);
  }

  /** The nested message, empty when there is none. Several of one name are merged, as protobuf does. */
  child(name: string): Fields {
    this.asked.add(name);
    const known = this.inner.get(name);
    if (known) return known;
    const found = this.all(name).map((field) => this.asMessage(field));
    const child = new Fields(
      this.file,
      found.length === 1
        ? found[0]
        : { ...(found[0] ?? this.message), fields: found.flatMap((message) => message.fields) },
    );
    this.inner.set(name, child);
    return child;
  }

  children(name: string): Fields[] {
    return this.all(name).map((field) => new Fields(this.file, this.asMessage(field)));
  }

  /** Names present that nobody asked for, and names asked for, in this message and the ones read as `child`. */
  unread(): { readonly field: string; readonly place: TextPlace; readonly asked: readonly string[] }[] {
    const asked = [...this.asked];
    const own = this.message.fields
      .filter((field) => !this.asked.has(field.name))
      .map((field) => ({ field: field.name, place: field, asked }));
    const nested = [...this.inner].flatMap(([name, child]) =>
      child.unread().map((found) => ({ ...found, field: `${name}.${found.field}` })),
    );
    return [...own, ...nested];
  }

  /** Where this message, or the field of this name in it, stands. */
  origin(name: string, kind?: string): Origin {
    const place = this.message.fields.find((field) => field.name === name) ?? this.message;
    return { name, ...(kind === undefined ? {} : { kind }), file: this.file, line: place.line, column: place.column };
  }

  private all(name: string): TextField[] {
    this.asked.add(name);
    return this.message.fields.filter((field) => field.name === name);
  }

  private single(name: string): TextField | undefined {
    const found = this.all(name);
    return found.length > 1
      ? this.refuse(found[1], 'to be written once', 'written a second time', `leave one ${name} out`)
      : found[0];
  }

  private asString(field: TextField): string {
    return field.value.kind === 'string' || field.value.kind === 'word'
      ? field.value.text
      : this.refuse(field, 'a string in quotes');
  }

  private asNumber(field: TextField): number {
    return field.value.kind === 'number' ? field.value.number! : this.refuse(field, 'a number');
  }

  private asInt(field: TextField, least: number): number {
    const value = field.value.kind === 'number' ? field.value.number! : NaN;
    if (Number.isInteger(value) && value >= least && value < 2 ** 32) return value;
    return this.refuse(field, least > -(2 ** 31) ? `a whole number of at least ${least}` : 'a whole number');
  }

  /** Its place is that of the field's name: the brace may stand a line lower. */
  private asMessage(field: TextField): TextMessage {
    return field.value.kind === 'message'
      ? { ...field.value, line: field.line, column: field.column }
      : this.refuse(field, 'fields between braces');
  }

  private refuse(field: TextField, expected: string, found = shown(field.value), hint?: string): never {
    const { line, column } = field.value;
    return fail(
      CAFFE.badField(
        { field: field.name, found, expected, ...(hint === undefined ? {} : { hint }) },
        { name: field.name, file: this.file, line, column },
      ),
    );
  }
}

function shown(value: TextScalar | TextMessage): string {
  if (value.kind === 'message') return 'a message';
  return value.kind === 'string' ? JSON.stringify(value.text.slice(0, 40)) : value.text;
}
