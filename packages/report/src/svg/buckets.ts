/** Index ranges [start, end) that cut `count` neighbours into at most `most` groups of nearly equal size, in order. */
export function buckets(count: number, most: number): readonly (readonly [number, number])[] {
  const groups = Math.min(count, most);
  return Array.from(
    { length: groups },
    (_, i) => [Math.floor((i * count) / groups), Math.floor(((i + 1) * count) / groups)] as const,
  );
}
