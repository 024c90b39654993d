import { type Markup, type Piece, html } from './markup';

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
