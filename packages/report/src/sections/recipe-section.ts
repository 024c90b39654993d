import type { RunRecord } from '@openbpu/record';
import { html } from '../page/markup';
import type { Section } from '../page/section';

/** The resolved recipe, and the passes that changed the graph, each behind a fold. */
export function recipeSection({ recipe, passes }: RunRecord): Section | undefined {
  const changed = passes.filter(({ patches }) => patches > 0);
  const text = JSON.stringify(recipe, null, 2) as string | undefined;
  if (text === undefined && changed.length === 0) return undefined;
  const list = html`<details><summary>Passes that changed the graph: ${changed.length} of ${passes.length}</summary><pre>${changed.map(({ name, patches }) => `${name}: ${patches}\n`)}</pre></details>`;
  return {
    id: 'recipe',
    title: 'Recipe',
    body: html`${text !== undefined && html`<details><summary>The resolved recipe</summary><pre>${text}</pre></details>`}${changed.length > 0 && list}`,
  };
}
