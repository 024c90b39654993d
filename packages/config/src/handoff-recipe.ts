import { Scalar, isMap, parseDocument } from 'yaml';
import type { GroupName } from './recipe-keys';
import { vendorRecipe } from './vendor-recipe';

/** By group and key: what a key is to say; undefined takes it out. */
export type RecipeChanges = Readonly<
  Partial<Record<GroupName, Readonly<Record<string, string | Readonly<Record<string, unknown>> | undefined>>>>
>;

/**
 * A recipe for the reference toolchain that says something else than the given one: without the groups that only
 * OpenBPU knows (`vendorRecipe`), other keys changed, added or taken out; comments stay. `text` is a recipe that
 * `parseRecipe` takes.
 */
export function handoffRecipe(text: string, changes: RecipeChanges): string {
  const document = parseDocument(vendorRecipe(text).text, { schema: 'failsafe', uniqueKeys: false });
  for (const [group, keys] of Object.entries(changes)) {
    for (const [key, value] of Object.entries(keys)) {
      if (value === undefined) document.deleteIn([group, key]);
      else {
        if (!isMap(document.get(group, true))) document.set(group, document.createNode({}));
        document.setIn([group, key], typeof value === 'string' ? quoted(value) : document.createNode(value));
      }
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function quoted(value: string): Scalar {
  const scalar = new Scalar(value);
  scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}
