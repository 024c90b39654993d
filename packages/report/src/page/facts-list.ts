import { type Markup, type Piece, html } from './markup';

/** Names with values, side by side where there is room. Entries without a value are left out. */
export function factsList(facts: readonly (readonly [name: string, value: Piece])[]): Markup {
  const known = facts.filter(([, value]) => value !== undefined && value !== false);
  return html`<dl>${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
