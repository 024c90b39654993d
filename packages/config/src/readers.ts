import { nearest } from '@openbpu/diagnostics';
import { type Raw, RawError, dictOfText } from './raw';
import type { NodeDataType, NodeInfo } from './words';

/** The meaning of a value, or one clause that says why it has none. */
export type Read<T> = { readonly value: T } | { readonly problem: string; readonly hint?: string };

/** Gives the values of one key their meaning. Never throws; nothing it reads is evaluated. */
export interface Reader<T> {
  /** The values it accepts, for the documentation. */
  readonly values: string;
  read(raw: Raw): Read<T>;
}

/** A reader of plain text. */
function ofText<T>(values: string, read: (text: string) => Read<T>): Reader<T> {
  return {
    values,
    read: (raw) => (typeof raw === 'string' ? read(raw) : { problem: `expected ${values}, found a dict` }),
  };
}

export const text: Reader<string> = ofText<string>('text', (value) => ({ value }));

/** Line ends and other characters that no name of a file should hold. */
const CONTROL = /\p{Cc}/u;

/** A file or folder, as it is written. A `~` is what a shell makes of it, and no shell reads a recipe. */
export const path: Reader<string> = ofText<string>('a path', (value) => {
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
export const fileStem: Reader<string> = ofText<string>('a file name without folders', (value) =>
  /[/\\]/.test(value) || CONTROL.test(value) || value === '..' || value === '.'
    ? { problem: `'${value}' is not a plain file name`, hint: 'folders go into working_dir' }
    : { value },
);

export const flag: Reader<boolean> = ofText<boolean>('True, False', (word) => {
  if (/^(true|yes|on)$/i.test(word)) return { value: true };
  if (/^(false|no|off)$/i.test(word)) return { value: false };
  return { problem: `'${word}' is neither True nor False` };
});

/** `instead`: what to write for words that are none of these and stand for something all the same. */
export function oneOf<const T extends string>(
  words: readonly T[],
  instead: readonly { readonly of: RegExp; readonly hint: string }[] = [],
): Reader<T> {
  return ofText<T>(words.join(', '), (word) => {
    const value = words.find((known) => known === word);
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

/** A number in [min, max]. */
export function numberIn(min: number, max: number): Reader<number> {
  const values = `${min} to ${max}`;
  return ofText<number>(values, (word) => {
    const value = numberOf(word);
    return value === undefined || value < min || value > max
      ? { problem: `'${word}' is not a number from ${min} to ${max}` }
      : { value };
  });
}

/** A whole number in [min, max], or one of `others`. */
export function integerIn(min: number, max: number, others: readonly number[] = []): Reader<number> {
  const values = [...others, max === Infinity ? `${min} or more` : `${min} to ${max}`].join(', or ');
  return ofText<number>(values, (word) => {
    const value = /^\d{1,15}$/.test(word) ? Number(word) : NaN;
    return (value >= min && value <= max) || others.includes(value)
      ? { value }
      : { problem: `'${word}' is not a whole number: ${values}` };
  });
}

/** Numbers separated by spaces. */
export const numbers: Reader<readonly number[]> = ofText<readonly number[]>(
  'one number, or one per channel separated by spaces',
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

/** Dimensions joined by `x`, each from 1 to 2^31 - 1. */
export const shape: Reader<readonly number[]> = ofText<readonly number[]>(
  'dimensions joined by x, e.g. 1x3x224x224',
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
  return ofText(`${item.values}; several separated by ;`, (line) => {
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
  const reader = ofText<readonly (T | undefined)[]>(`${item.values}; one per input, separated by ;`, (line) => {
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
  item: (raw: Raw, name: string) => Read<T>,
): Reader<Readonly<Record<string, T>>> {
  return {
    values,
    read(raw) {
      const value = new Map<string, T>();
      try {
        for (const [name, entry] of typeof raw === 'string' ? dictOfText(raw) : raw) {
          const read: Read<T> = name === '' ? { problem: 'a name in the dict is empty' } : item(entry, name);
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

const dataType = oneOf<NodeDataType>(['int8', 'int16']);
const unit = oneOf(['BPU', 'CPU']);

/** What node_info may say of a node, beside the types of single inputs. */
const PROPERTIES = ['ON', 'InputType', 'OutputType'] as const;

/** `{"node": {"ON": "BPU", "InputType": "int16", "InputType0": …, "OutputType": …}}`. */
export const nodeInfo: Reader<Readonly<Record<string, NodeInfo>>> = dict<NodeInfo>(
  '{"node": {"ON": "BPU" or "CPU", "InputType" (or "InputType0", …): "int16", "OutputType": "int16"}}',
  (raw, node) => {
    if (typeof raw === 'string') return { problem: `'${node}' must have a dict such as {"ON": "CPU"}` };
    const info: { on?: 'BPU' | 'CPU'; inputType?: NodeDataType; outputType?: NodeDataType } = {};
    const inputTypes: Record<number, NodeDataType> = {};
    for (const [name, value] of raw) {
      const position = /^InputType(\d{1,4})$/.exec(name);
      if (/^OutputType\d+$/.test(name))
        return {
          problem: `'${node}' has '${name}', and all outputs of a node have one type`,
          hint: `write OutputType in place of ${name}`,
        };
      if (!position && !(PROPERTIES as readonly string[]).includes(name)) {
        const like = nearest(name, PROPERTIES);
        return {
          problem: `'${node}' has no property '${name}'`,
          hint: like
            ? `did you mean '${like}'?`
            : `the properties are ${PROPERTIES.join(', ')}, and InputType0, InputType1, …`,
        };
      }
      const read = name === 'ON' ? unit.read(value) : dataType.read(value);
      if ('problem' in read) return { ...read, problem: `${name} of '${node}': ${read.problem}` };
      if (read.value === 'BPU' || read.value === 'CPU') info.on = read.value;
      else if (name === 'InputType') info.inputType = read.value;
      else if (name === 'OutputType') info.outputType = read.value;
      else if (position) inputTypes[Number(position[1])] = read.value;
    }
    return { value: Object.keys(inputTypes).length === 0 ? info : { ...info, inputTypes } };
  },
);

/** `{"node": "int16"}`, or node names separated by `;`, which means int16 for each. */
export const nodeDataTypes: Reader<Readonly<Record<string, NodeDataType>>> = (() => {
  const ofDict = dict<NodeDataType>('{"node": "int16"}', (raw) => dataType.read(raw));
  return {
    values: ofDict.values,
    read: (raw) =>
      typeof raw !== 'string' || raw.startsWith('{')
        ? ofDict.read(raw)
        : {
            value: Object.fromEntries(
              splitList(raw).map((name): [string, NodeDataType] => [name.replace(/:int16$/, ''), 'int16']),
            ),
          },
  };
})();
