import { type Markup, html } from './markup';

/** A bar under a number, filled to a share from 0 to 1 in the colour of a class. */
export function bar(colour: string, share: number): Markup {
  return html`<i class="bar"><i class="${colour}" style="width:${Math.round(share * 100)}%"></i></i>`;
}

/** The same for one of several values, the largest of which fills it. */
export function barOf(colour: string, value: number, largest: number): Markup {
  return bar(colour, largest === 0 ? 0 : value / largest);
}
