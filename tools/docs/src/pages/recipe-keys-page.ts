import { marches } from '@openbpu/pipeline';
import { type RecipeKey, RECIPE_KEYS, REQUIRED_GROUPS } from '@openbpu/config';
import { code, page, table } from '../markdown';

/** Every key of a recipe, group by group, with what marches say of it. */
export function recipeKeysPage(): string {
  const groups = [...new Set(RECIPE_KEYS.map(({ group }) => group))];
  return page('Recipe keys', '`packages/config/src/keys`', [
    'A recipe is a YAML file of groups of keys. An empty string means unset. Where a key has one ' +
      'value per input, they are separated by `;`. Editors complete and check recipes by ' +
      '[recipe.schema.json](recipe.schema.json); `hb_mapper recipe --explain KEY` tells of one key.',
    ...groups.flatMap((group) => [
      `## ${group}`,
      REQUIRED_GROUPS.includes(group) ? 'This group must be there.' : 'This group may be absent.',
      table(
        ['Key', 'Meaning', 'Values', 'Example', 'Default', 'Required', 'Marches', 'Beside'],
        RECIPE_KEYS.filter((key) => key.group === group).map(row),
      ),
    ]),
  ]);
}

function row({
  key,
  summary,
  values,
  example,
  beside,
  default: preset = '',
  required = '',
}: RecipeKey): readonly string[] {
  const rules = marches().flatMap(({ march, recipe }) =>
    recipe.keys.filter((rule) => rule.key === key).map(({ verdict, because }) => `${march}: ${verdict}, ${because}`),
  );
  const others = Object.entries(beside).map(([other, clause]) => `${code(other)} ${clause}`);
  return [code(key), summary, values, code(example), code(preset), required, rules.join('; '), others.join('; ')];
}
