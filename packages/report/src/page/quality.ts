import { cosineText } from '../figures';
import { type Markup, html } from './markup';

export type Quality = 'good' | 'fair' | 'bad' | 'even';

/**
 * How good a cosine is, as the class that colours it: below 0.95 something is wrong, below 0.99 accuracy suffers. One
 * measured on noise says nothing of the model, and has no colour.
 */
export function quality(cosine: number, noise = false): Quality {
  if (noise) return 'even';
  if (cosine >= 0.99) return 'good';
  return cosine >= 0.95 ? 'fair' : 'bad';
}

/** A bar under a number, filled to a share from 0 to 1 in the colour of a class. */
export function bar(colour: string, share: number): Markup {
  return html`<i class="bar"><i class="${colour}" style="width:${Math.round(share * 100)}%"></i></i>`;
}

/** The same for one of several values, the largest of which fills it. */
export function barOf(colour: string, value: number, largest: number): Markup {
  return bar(colour, largest === 0 ? 0 : value / largest);
}

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
