/** HTML that may be printed as it stands. Made by `html`, or by `trusted` from a constant of ours. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: text is escaped, markup is not, lists are joined, nothing prints nothing. */
export type Piece = Markup | string | number | undefined | false | readonly Piece[];

/**
 * HTML from a template. Every interpolated text is escaped, for element content and for quoted attributes alike, so a
 * layer name can never become markup. Attributes must be quoted unless their value is a number.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + print(values[i - 1]) + part));
}

/** Marks a text of our own as markup. Never for anything that comes from a record. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function print(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'number') return String(piece);
  return typeof piece === 'string' ? escaped(piece) : piece.map(print).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and half surrogate pairs have no place in HTML, and become U+FFFD. */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

function escaped(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
