import { cosineText } from '../figures';
import { bar } from './bar';
import { type Markup, html } from './markup';
import { quality } from './quality';

/** Nines that fill the bar. */
const FULL = 6;
/** The smallest share of the bar that can be seen. */
const VISIBLE = 0.02;

/** A cosine with a bar that grows with its nines (0.9 one, 0.99 two, six fill it), coloured by `quality`. */
export function cosineCell(cosine: number | null | undefined, noise = false): Markup {
  if (cosine === null || cosine === undefined) return html`${cosineText(cosine)}`;
  const nines = cosine < 1 ? -Math.log10(1 - cosine) : FULL;
  const share = Math.min(Math.max(nines, 0), FULL) / FULL;
  return html`${cosineText(cosine)}${bar(quality(cosine, noise), Math.max(share, VISIBLE))}`;
}
