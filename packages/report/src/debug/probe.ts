import type { Panel } from './picture';

/** What the page says of a place that is pointed at: the text of the span that the pointer is in. */
export interface Probe {
  readonly panel: Panel;
  /** Pixels where spans begin, rising, and where the last one ends. */
  readonly edges: readonly number[];
  /** A text for each span. */
  readonly says: readonly string[];
}

/** Spans of equal width over a panel, one for each text. */
export function evenProbe(panel: Panel, says: readonly string[]): Probe {
  const step = (panel.right - panel.left) / Math.max(says.length, 1);
  return { panel, edges: Array.from({ length: says.length + 1 }, (_, i) => panel.left + i * step), says };
}
