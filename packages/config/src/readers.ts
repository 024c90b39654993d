import { nearest } from '@openbpu/diagnostics';
import * as z from 'zod';
import { type Raw, RawError, dictOfText } from './raw';
import { DECIMAL, FLAG, type Written, entriesOf, perInputOf, publishedType } from './written';

/** The meaning of a value, or one clause that says why it has none. */
export type Read<T> = { readonly value: T } | { readonly problem: string; readonly hint?: string };

/** Gives texts their meaning. Never throws; nothing it reads is evaluated. */
export interface Reading<T> {
  /** The values it accepts, for the documentation. */
  readonly values: string;
  read(raw: Raw): Read<T>;
}

/** What the value of one key is (a zod type, which the reader asks), and how it is written. */
export interface Reader<T> extends Reading<T> {
  readonly type: z.ZodType<T>;
  readonly written: Written;
}

/** A reader of plain text, whose value `type` must take. */
function ofText<T>(values: string, type: z.ZodType<T>, written: Written, read: (text: string) => Read<T>): Reader<T> {
  return {
    values,
    type,
    written,
    read: (raw) => (typeof raw === 'string' ? read(raw) : { problem: `expected ${values}, found a dict` }),
  };
}

/** The texts of names: YAML reads some as numbers or flags. */
const NAME: Written = { scalars: [z.number(), z.boolean()] };

export const text: Reader<string> = ofText<string>('text', z.string(), NAME, (value) => ({ value }));

/** Line ends and other characters that no name of a file should hold. */
const CONTROL = /\p{Cc}/u;

/** A file or folder, as it is written. A `~` is what a shell makes of it, and no shell reads a recipe. */
export const path: Reader<string> = ofText<string>('a path', z.string(), NAME, (value) => {
  if (CONTROL.test(value))
    return {
      problem: `'${value}' holds a control character`,
      hint: 'in double quotes, YAML reads a backslash as the beginning of one: use single quotes',
    };
  return /^~([^/\\]*[/\\]|$)/.test(value)
    ? {
        problem: `'${value}' begins with ~, which only a shell understands`,
        hint: 'write the whole path, or one that starts at the folder of the recipe',
      }
    : { value };
});

/** A file name without folders. */
export const fileStem: Reader<string> = ofText<string>('a file name without folders', z.string(), NAME, (value) =>
  /[/\\]/.test(value) || CONTROL.test(value) || value === '..' || value === '.'
    ? { problem: `'${value}' is not a plain file name`, hint: 'folders go into working_dir' }
    : { value },
);

const IS_FLAG: Written = { pattern: FLAG, scalars: [z.boolean()] };

export const flag: Reader<boolean> = ofText<boolean>('True, False', z.boolean(), IS_FLAG, (word) => {
  if (/^(true|yes|on)$/i.test(word)) return { value: true };
  if (/^(false|no|off)$/i.test(word)) return { value: false };
  return { problem: `'${word}' is neither True nor False` };
});

/** `instead`: what to write for words that are none of these and stand for something all the same. */
export function oneOf<const T extends string>(
  words: readonly T[],
  instead: readonly { readonly of: RegExp; readonly hint: string }[] = [],
): Reader<T> {
  const type = z.enum(words);
  return ofText<T>(words.join(', '), type, { words, pattern: words.join('|') }, (word) => {
    const { data: value } = type.safeParse(word);
    if (value !== undefined) return { value };
    const like = nearest(word, words);
    const hint =
      instead.find(({ of }) => of.test(word))?.hint ?? (like === undefined ? undefined : `did you mean '${like}'?`);
    return { problem: `'${word}' is none of ${words.join(', ')}`, ...(hint === undefined ? {} : { hint }) };
  });
}

/** A finite decimal number. JavaScript's other spellings (hexadecimal, empty) are refused. */
function numberOf(word: string): number | undefined {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word) ? Number(word) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A whole number as other languages write one, such as 0x10, 1_000, 1e5 or 1.0; undefined for any other word. */
function foreignNumber(word: string): number | undefined {
  const plain = /^\d{1,3}(?:[_,']\d{3})+$|^\d+(?:_\d+)+$/.test(word) ? word.replaceAll(/[_,']/g, '') : word;
  const value = /^0[xob][\da-f]+$/i.test(plain) ? Number(plain) : numberOf(plain);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** How a number is written that `type` takes where its word is no decimal; empty for any other word. */
function digitsHint(word: string, type: z.ZodType<number>): { hint?: string } {
  const { data } = type.safeParse(foreignNumber(word));
  return data === undefined ? {} : { hint: `write it in plain digits: ${data}` };
}

/** A number in [min, max]. */
export function numberIn(min: number, max: number): Reader<number> {
  const values = `${min} to ${max}`;
  const type = z.number().min(min).max(max);
  return ofText<number>(values, type, { pattern: DECIMAL, scalars: [type] }, (word) => {
    const { data: value } = type.safeParse(numberOf(word));
    return value === undefined
      ? { problem: `'${word}' is not a number from ${min} to ${max}`, ...digitsHint(word, type) }
      : { value };
  });
}

/** A whole number in [min, max], or one of `others`. */
export function integerIn(min: number, max: number, others: readonly number[] = []): Reader<number> {
  const values = [...others, max === Infinity ? `${min} or more` : `${min} to ${max}`].join(', or ');
  const range = max === Infinity ? z.int().min(min) : z.int().min(min).max(max);
  const type = others.length === 0 ? range : z.union([...others.map((each) => z.literal(each)), range]);
  return ofText<number>(values, type, { pattern: '\\d{1,15}', scalars: [type] }, (word) => {
    const { data: value } = type.safeParse(/^\d{1,15}$/.test(word) ? Number(word) : undefined);
    const problem = /^[-+]?\d+$/.test(word) ? 'is out of range' : 'is not a whole number';
    return value === undefined ? { problem: `'${word}' ${problem}: ${values}`, ...digitsHint(word, type) } : { value };
  });
}

/** Numbers separated by spaces. */
export const numbers: Reader<readonly number[]> = ofText<readonly number[]>(
  'one number, or one per channel separated by spaces',
  z.array(z.number()),
  { pattern: `${DECIMAL}(?:\\s+${DECIMAL})*`, scalars: [z.number()] },
  (line) => {
    const value = [];
    for (const word of line.split(/\s+/)) {
      const number = numberOf(word);
      if (number === undefined)
        return {
          problem: `'${word}' is not a number`,
          hint: 'separate the channels with spaces, e.g. 123.675 116.28 103.53',
        };
      if (!Number.isFinite(Math.fround(number)))
        return {
          problem: `'${word}' is beyond the largest float32`,
          hint: 'write it as the model was trained with it, e.g. 0.017',
        };
      value.push(number);
    }
    return { value };
  },
);

const DIMENSION = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Dimensions joined by `x`, each from 1 to 2^31 - 1. */
export const shape: Reader<readonly number[]> = ofText<readonly number[]>(
  'dimensions joined by x, e.g. 1x3x224x224',
  z.array(DIMENSION),
  { pattern: '\\d{1,10}\\s*(?:x\\s*\\d{1,10}\\s*)*', scalars: [DIMENSION] },
  (line) => {
    const value = line.split('x').map((part) => (/^\s*\d{1,10}\s*$/.test(part) ? Number(part) : 0));
    return value.every((dim) => dim >= 1 && dim < 2 ** 31)
      ? { value }
      : { problem: `'${line}' is not a shape of positive dimensions`, hint: 'write it like 1x3x224x224' };
  },
);

/** The texts between semicolons, trimmed; a final semicolon ends nothing. */
export function splitList(line: string): string[] {
  const parts = line.split(';').map((part) => part.trim());
  if (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

/** A semicolon of an input method separates nothing; only the name of a folder may hold one. */
function wideSemicolon(line: string, item: Reader<unknown>): { problem: string; hint: string } | undefined {
  return item === path || !line.includes('；')
    ? undefined
    : { problem: 'it holds a full-width semicolon', hint: `write ; in its place: '${line.replaceAll('；', ';')}'` };
}

/** Values separated by `;`, none of them empty. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return ofText(`${item.values}; several separated by ;`, z.array(item.type), entriesOf(item.written), (line) => {
    const wide = wideSemicolon(line, item);
    if (wide) return wide;
    const value: T[] = [];
    for (const part of splitList(line)) {
      const read: Read<T> = part === '' ? { problem: "an entry between ';' is empty" } : item.read(part);
      if ('problem' in read) return read;
      value.push(read.value);
    }
    return { value };
  });
}

/** Reads one value per input. */
export interface PerInputReader<T> extends Reader<readonly (T | undefined)[]> {
  readonly item: Reader<T>;
}

/** One value per input, separated by `;`; an empty entry or `None` leaves that input without. */
export function perInput<T>(item: Reader<T>): PerInputReader<T> {
  const values = `${item.values}; one per input, separated by ;`;
  const type = z.array(item.type.optional());
  const reader = ofText<readonly (T | undefined)[]>(values, type, perInputOf(item.written), (line) => {
    const wide = wideSemicolon(line, item);
    if (wide) return wide;
    const value: (T | undefined)[] = [];
    for (const part of splitList(line)) {
      if (part === '' || /^none$/i.test(part)) value.push(undefined);
      else {
        const read = item.read(part);
        if ('problem' in read) return read;
        value.push(read.value);
      }
    }
    return { value };
  });
  return { ...reader, item };
}

/** A dict of names to values; it may stand inside a text. */
export function dict<T>(
  values: string,
  item: { readonly type: z.ZodType<T>; readonly written: z.ZodType; read(raw: Raw, name: string): Read<T> },
): Reader<Readonly<Record<string, T>>> {
  return {
    values,
    type: z.record(z.string(), item.type),
    written: { pattern: '\\{[\\s\\S]*', scalars: [z.record(z.string(), item.written)] },
    read(raw) {
      const value = new Map<string, T>();
      try {
        for (const [name, entry] of typeof raw === 'string' ? dictOfText(raw) : raw) {
          const read: Read<T> = name === '' ? { problem: 'a name in the dict is empty' } : item.read(entry, name);
          if ('problem' in read) return read;
          value.set(name, read.value);
        }
      } catch (error) {
        if (error instanceof RawError) return { problem: error.message };
        throw error;
      }
      return { value: Object.fromEntries(value) };
    },
  };
}

/** A dict whose values are all read by one reader. */
export function dictOf<T>(values: string, item: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return dict<T>(values, {
    type: item.type,
    written: publishedType(item.written, true),
    read: (raw) => item.read(raw),
  });
}
