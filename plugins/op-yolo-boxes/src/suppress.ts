import type { Box } from './decode-boxes';

/**
 * The best boxes, best first: of two of a class that overlap by more than `iou` (intersection over union) the one of
 * the lower score goes; of two of one score the later one. At most `most` of them.
 */
export function suppress(boxes: readonly Box[], iou: number, most: number): Box[] {
  const kept: Box[] = [];
  for (const box of boxes.toSorted((a, b) => b.score - a.score)) {
    if (kept.length === most) break;
    if (kept.every((other) => other.class !== box.class || !(overlap(other, box) > iou))) kept.push(box);
  }
  return kept;
}

/** Intersection over union; 0 where neither has an area. */
export function overlap(a: Box, b: Box): number {
  const side = (low: number, high: number) => Math.max(0, high - low);
  const area = (box: Box) => side(box.left, box.right) * side(box.top, box.bottom);
  const shared =
    side(Math.max(a.left, b.left), Math.min(a.right, b.right)) *
    side(Math.max(a.top, b.top), Math.min(a.bottom, b.bottom));
  const union = area(a) + area(b) - shared;
  return union > 0 ? shared / union : 0;
}
