import { type Markup, type Piece, html } from './markup';

/** One block of the page. Blocks without content are left out. */
export interface Section {
  /** The anchor, also in the navigation. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** Names with values, side by side where there is room. Entries without a value are left out. */
export function factsList(facts: readonly (readonly [name: string, value: Piece])[]): Markup {
  const known = facts.filter(([, value]) => value !== undefined && value !== false);
  return html`<dl>${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/**
 * A table in a frame that scrolls sideways on narrow screens. Columns whose heading begins with `#` hold numbers, and
 * stand to the right.
 */
export function dataTable(headings: readonly string[], rows: readonly (readonly Piece[])[]): Markup {
  const numeric = headings.map((heading) => heading.startsWith('#') && html` class="num"`);
  const cell = (piece: Piece, column: number) => html`<td${numeric[column]}>${piece}</td>`;
  const head = headings.map((heading, i) => html`<th${numeric[i]}>${heading.replace(/^#/, '')}</th>`);
  const body = rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`);
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>`;
}
