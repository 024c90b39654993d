import { Document, Scalar, YAMLMap } from 'yaml';
import { type GroupName, RECIPE_KEYS } from './recipe-keys';

/** What a recipe says, by group and key; texts, numbers and dictionaries as they are written in it. */
export type RecipeValues = Readonly<
  Partial<Record<GroupName, Readonly<Record<string, string | number | Readonly<Record<string, unknown>>>>>>
>;

/** The text of a recipe, keys in the order of the documentation, over each what it is for; `heading` stands on top. */
export function writeRecipe(values: RecipeValues, heading?: string): string {
  const groups = new YAMLMap<Scalar, YAMLMap>();
  for (const { group, key, summary } of RECIPE_KEYS) {
    const value = values[group]?.[key];
    if (value === undefined) continue;
    const name = new Scalar(key);
    name.commentBefore = ` ${summary}`;
    const known = groups.get(group);
    const keys = known ?? new YAMLMap();
    keys.set(name, typeof value === 'string' ? quoted(value) : value);
    if (!known) groups.set(new Scalar(group), keys);
  }
  const document = new Document(groups);
  if (heading !== undefined) document.commentBefore = heading.replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

function quoted(value: string): Scalar {
  const scalar = new Scalar(value);
  scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}
