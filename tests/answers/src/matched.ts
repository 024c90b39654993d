import { type Box, type FoundBox, overlapOf } from './box';
import type { Share } from './share';

/** How much of two boxes has to be in common for one to be the other. */
const OVERLAP = 0.5;

/**
 * Boxes that were found against those that are there, as F1 counts them: `right` is twice the boxes that are matched,
 * `of` all boxes of both sides. From the highest score down, a box takes the free one of its label that it overlaps
 * most, where that is half or more.
 */
export function matched(found: readonly FoundBox[], wanted: readonly Box[]): Share {
  const free = new Set(wanted);
  let hits = 0;
  for (const box of [...found].sort((a, b) => b.score - a.score)) {
    let best: Box | undefined;
    let most = OVERLAP;
    for (const other of free) {
      const overlap = other.label === box.label ? overlapOf(other, box) : 0;
      if (overlap < most || (overlap === most && best)) continue;
      best = other;
      most = overlap;
    }
    if (!best) continue;
    free.delete(best);
    hits++;
  }
  return { right: 2 * hits, of: found.length + wanted.length };
}
