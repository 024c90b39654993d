import { Document, Scalar, YAMLMap } from 'yaml';
import { type GroupName, RECIPE_GROUPS, RECIPE_KEYS, type RecipeKey } from './recipe-keys';

/** What a recipe says, by group and key; texts, numbers and dictionaries as they are written in it. */
export type RecipeValues = Readonly<
  Partial<Record<GroupName, Readonly<Record<string, string | number | Readonly<Record<string, unknown>>>>>>
>;

export interface WriteOptions {
  /** Lines for the top of the text, as comments. */
  readonly heading?: string;
  /** By key: further lines over it. */
  readonly notes?: Readonly<Record<string, readonly string[]>>;
  /** Whether keys without a value stand there too, as comments, with their default or an example. */
  readonly full?: boolean;
}

/** The text of a recipe, keys in the order of the documentation, over each what it is for. */
export function writeRecipe(values: RecipeValues, { heading, notes = {}, full = false }: WriteOptions = {}): string {
  const groups = new YAMLMap<Scalar, YAMLMap>();
  const unwritten: string[] = [];
  for (const group of Object.keys(RECIPE_GROUPS) as GroupName[]) {
    const keys = new YAMLMap<Scalar>();
    let waiting: string[] = [];
    for (const row of RECIPE_KEYS.filter((each) => each.group === group)) {
      const value = values[group]?.[row.key];
      const lines = [row.summary, ...(notes[row.key] ?? [])];
      if (value === undefined) {
        if (full) waiting.push(...lines, ...templateOf(row));
        continue;
      }
      const name = new Scalar(row.key);
      name.commentBefore = commented([...waiting, ...lines]);
      keys.set(name, typeof value === 'string' ? quoted(value) : value);
      waiting = [];
    }
    if (keys.items.length > 0) {
      groups.set(new Scalar(group), keys);
      keys.comment = commented(waiting);
    } else if (waiting.length > 0) unwritten.push('', `${group}:`, ...waiting.map((line) => `  ${line}`));
  }
  const document = new Document(groups);
  if (heading !== undefined) document.commentBefore = commented(heading.split('\n'));
  if (unwritten.length > 0) document.comment = commented(unwritten.slice(1));
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

function commented(lines: readonly string[]): string {
  return lines.map((line) => ` ${line}`).join('\n');
}

/** The line to be taken out of its comment, and what else may stand there. */
function templateOf({ key, values, example, default: preset, required }: RecipeKey): string[] {
  const when = required === undefined ? '' : ` Required ${required}.`;
  return preset === undefined
    ? [`Unset by default.${when} Values: ${values}.`, `${key}: ${example}`]
    : [`Default: ${preset}.${when} Values: ${values}.`, `${key}: ${preset}`];
}

function quoted(value: string): Scalar {
  const scalar = new Scalar(value);
  scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}
