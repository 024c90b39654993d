import type { Markup } from './markup';

/** One block of the page. Blocks without content are left out. */
export interface Section {
  /** The anchor, also in the navigation. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}
