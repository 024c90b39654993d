import { type Node, isMap, isScalar, parseDocument } from 'yaml';
import { duplicateKeys } from './duplicate-keys';
import { withMissingColons } from './slips';

/** A value as it is written, before its key gives it a meaning: a text, or names with values (a dict). */
export type Raw = string | RawDict;
export type RawDict = ReadonlyMap<string, Raw>;

/** A value that no key can have; the message says why in one clause. */
export class RawError extends Error {}

const MAX_DEPTH = 3;

/**
 * The value of a YAML node whose scalars are all texts (schema `failsafe`). Nothing, `null` and `~` are the empty text.
 * Throws RawError for sequences, aliases and deeper nesting than any key has.
 */
export function rawOf(node: Node | null | undefined, depth = 0): Raw {
  if (node === null || node === undefined) return '';
  if (isScalar(node)) {
    const text = typeof node.value === 'string' ? node.value.trim() : '';
    return node.type === 'PLAIN' && /^(null|~)$/i.test(text) ? '' : text;
  }
  if (!isMap<Node, Node | null>(node)) throw new RawError('a YAML list or alias stands where a text is expected');
  if (depth >= MAX_DEPTH) throw new RawError('the value is nested too deeply');
  const dict = new Map<string, Raw>();
  for (const { key, value } of node.items) {
    const name = rawOf(key, MAX_DEPTH);
    if (typeof name !== 'string') throw new RawError('a name in a dict must be a text');
    dict.set(name, rawOf(value, depth + 1));
  }
  return dict;
}

/**
 * The dict written inside a text, e.g. `"{'conv1': {'ON': 'CPU'}}"`. It is read as data (YAML flow syntax), never
 * evaluated. Throws RawError when the text is no dict.
 */
export function dictOfText(text: string): RawDict {
  if (!text.startsWith('{')) throw new RawError(`'${text}' is not a dict such as {"name": "value"}`);
  const document = readFailsafe(text);
  if (document.errors.length > 0 || duplicateKeys(document).length > 0) {
    const mended = withMissingColons(text);
    throw new RawError(
      mended === undefined
        ? 'the dict cannot be read: brackets, colons or commas do not match'
        : `no colon stands between a name and its dict: write ${mended}`,
    );
  }
  const raw = rawOf(document.contents);
  if (typeof raw === 'string') throw new RawError('the dict cannot be read');
  return raw;
}

function readFailsafe(text: string) {
  try {
    return parseDocument<Node>(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false });
  } catch (error) {
    if (error instanceof RangeError) throw new RawError('the dict is nested too deeply');
    throw error;
  }
}
