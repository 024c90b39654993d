import { cosineText } from '../figures';
import { type Markup, html } from './markup';
import { quality } from './quality';

/** Nines that fill the bar. */
const FULL = 6;

/** A cosine with a bar that grows with its nines (0.9 one, 0.99 two, six fill it), coloured by `quality`. */
export function cosineCell(cosine: number | null | undefined): Markup {
  if (cosine === null || cosine === undefined) return html`${cosineText(cosine)}`;
  const nines = cosine < 1 ? -Math.log10(1 - cosine) : FULL;
  const width = Math.round((Math.min(Math.max(nines, 0), FULL) / FULL) * 100);
  return html`${cosineText(cosine)}<i class="bar"><i class="${quality(cosine)}" style="width:${Math.max(width, 2)}%"></i></i>`;
}
