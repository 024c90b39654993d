import { isMap, isScalar, parseDocument } from 'yaml';
import { OUR_KEYS, RECIPE_KEYS } from './recipe-keys';

/** A recipe without what only OpenBPU knows. */
export interface VendorRecipe {
  /** Comments and order as they were. */
  readonly text: string;
  /** What was left out, in its order. */
  readonly left: readonly { readonly group: string; readonly key: string }[];
}

/**
 * Takes out the groups whose keys only OpenBPU knows, line by line; all the rest, comments too, stays as it is written.
 * `text` is a recipe that `parseRecipe` takes.
 */
export function vendorRecipe(text: string): VendorRecipe {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  const left: { group: string; key: string }[] = [];
  const spans: (readonly [from: number, to: number])[] = [];
  if (!isMap(document.contents)) return { text, left };
  const inLines = document.contents.flow !== true;
  for (const { key: name, value } of [...document.contents.items]) {
    const group = isScalar(name) ? String(name.value) : '';
    if (!isMap(value) || !isOurs(group)) continue;
    for (const { key } of value.items) left.push({ group, key: isScalar(key) ? String(key.value) : '' });
    if (inLines) spans.push(linesOf(text, startOf(name), endOf(value)));
    else document.deleteIn([group]);
  }
  return { text: inLines ? without(text, spans) : document.toString({ lineWidth: 0 }), left };
}

/** Whether only OpenBPU knows a group: a key of ours stands in no other. */
function isOurs(group: string): boolean {
  return RECIPE_KEYS.filter((each) => each.group === group).every(({ key }) => OUR_KEYS.includes(key));
}

interface Placed {
  readonly range?: readonly [number, number, number] | null;
}

const startOf = (node: unknown): number => (node as Placed | null)?.range?.[0] ?? 0;
const endOf = (node: unknown): number => (node as Placed | null)?.range?.[1] ?? 0;

/** The whole lines from the first character to the last. */
function linesOf(text: string, from: number, to: number): readonly [number, number] {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const last = text[to - 1] === '\n' ? to - 1 : text.indexOf('\n', to);
  return [start, last < 0 ? text.length : last + 1];
}

function without(text: string, spans: readonly (readonly [number, number])[]): string {
  return spans.toReversed().reduce((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text);
}
