import * as z from 'zod';

/** How the value of a key is written: what an editor, which reads YAML by its common types, finds there. */
export interface Written {
  /** A regular expression for a whole text without the blanks around it; every text that is read matches it. */
  readonly pattern?: string;
  /** The words that it may be, where they can be counted. */
  readonly words?: readonly string[];
  /** Numbers, flags and dicts, as they stand without quotes. */
  readonly scalars?: readonly z.ZodType[];
}

export const DECIMAL = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
export const FLAG = ['true', 'yes', 'on', 'false', 'no', 'off'].map(anyCase).join('|');

const NONE = anyCase('none');
const NULL = anyCase('null');

function anyCase(word: string): string {
  return word.replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

/** Several, separated by semicolons, a last one ending nothing. */
export function entriesOf({ pattern, ...more }: Written): Written {
  if (pattern === undefined) return more;
  return { ...more, pattern: `(?:${pattern})\\s*(?:;\\s*(?:${pattern})\\s*)*;?` };
}

/** One an input, any of which may be empty or None. */
export function perInputOf({ pattern, ...more }: Written): Written {
  if (pattern === undefined) return more;
  const one = `(?:${pattern}|${NONE})?\\s*`;
  return { ...more, pattern: `${one}(?:;\\s*${one})*` };
}

/** What may stand behind a key; `mustBeSet`: not nothing. */
export function publishedType({ pattern, words = [], scalars = [] }: Written, mustBeSet: boolean): z.ZodType {
  const inside = pattern === undefined ? '' : `\\s*(?:${pattern})\\s*$`;
  const whole = `${mustBeSet ? '(?=\\s*\\S)' : ''}${inside}`;
  const text = whole === '' ? z.string() : z.string().regex(new RegExp(`^${whole}`));
  const nothing = mustBeSet ? [] : [unset()];
  return z.union([...(words.length > 0 ? [z.enum(words)] : []), ...scalars, text, ...nothing]);
}

/** A key or a group without a value. */
export function unset(): z.ZodType {
  return z.union([z.null(), z.string().regex(new RegExp(`^\\s*(?:~|${NULL})?\\s*$`))]);
}
