import { type Node, isScalar, isSeq } from 'yaml';
import { RECIPE_KEYS } from './recipe-keys';

/** What stands between the values of keys whose list is not one value an input. */
const BETWEEN: Readonly<Record<string, string>> = { mean_value: ' ', scale_value: ' ', input_shape: 'x' };

/** What an entry may be of keys that take dicts alone, by the names in them. */
const ENTRIES: Readonly<Record<string, string>> = { node_info: '{"ON": "BPU"}', input_source: '"pyramid"' };

/** What to do about a value that its key cannot have: correct it, or leave the key out where that can be. */
export function valueHint(key: string): string {
  const known = RECIPE_KEYS.find((each) => each.key === key);
  if (known?.default !== undefined)
    return `correct the value of ${key}, or leave ${key} out: its default is ${known.default}`;
  return known?.required === 'always'
    ? `correct the value of ${key}: it cannot be left out`
    : `correct the value of ${key}, or leave ${key} out`;
}

/** How a YAML list of plain values is written as its key takes it, a text or a dict; undefined for any other node. */
export function listHint(key: string, node: Node | null): string | undefined {
  if (!isSeq<Node | null>(node)) return undefined;
  const texts = node.items.map((item) =>
    isScalar(item) && typeof item.value === 'string' ? item.value.trim() : undefined,
  );
  if (texts.length === 0 || texts.some((text) => text === undefined)) return undefined;
  const entry = ENTRIES[key];
  if (entry !== undefined)
    return `say of each what it is to be, e.g. ${key}: {${texts.map((text) => `"${text}": ${entry}`).join(', ')}}`;
  return `write it as one text: ${key}: '${texts.join(BETWEEN[key] ?? '; ')}'`;
}
