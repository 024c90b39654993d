import type { RunRecord } from '@openbpu/record';
import { type Markup, type Piece, html } from '../page/markup';
import type { Section } from '../page/blocks';

/** The resolved recipe, and the passes that changed the graph, each behind a fold. */
export function recipeSection({ recipe, passes }: RunRecord): Section | undefined {
  const changed = passes.filter(({ patches }) => patches > 0);
  const text = JSON.stringify(recipe, null, 2) as string | undefined;
  if (text === undefined && changed.length === 0) return undefined;
  const list = changed.map(({ name, patches }) => `${name}: ${patches}\n`);
  const whole = text !== undefined && fold('The resolved recipe', text);
  const passed =
    changed.length > 0 && fold(`Passes that changed the graph: ${changed.length} of ${passes.length}`, list);
  return { id: 'recipe', title: 'Recipe', body: html`${whole}${passed}` };
}

function fold(summary: string, text: Piece): Markup {
  return html`<details><summary>${summary}</summary><pre>${text}</pre></details>`;
}
