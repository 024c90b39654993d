/** A part of what there is to get right: of boxes, pixels, points or pictures. Parts of several pictures add up. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/** What is right of all, 0 to 1; 1 where there is nothing to get right. */
export function ratioOf(shares: readonly Share[]): number {
  let [right, of] = [0, 0];
  for (const share of shares) {
    right += share.right;
    of += share.of;
  }
  return of === 0 ? 1 : right / of;
}
