/** How finely a function is looked at. */
const POINTS = 1024;

/**
 * The part of [low, high] outside of which `f` stays within `tolerance` of its value at the nearer end: integers spent
 * there are wasted. `low` is at most 0 and `high` at least 0; so are the ends that are given.
 */
export function flatEnds(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
): { readonly low: number; readonly high: number } {
  return { low: flatEnd(f, low, tolerance), high: flatEnd(f, high, tolerance) };
}

/** Walks from `end` towards 0 for as long as everything passed lies within the tolerance of where it stands. */
function flatEnd(f: (x: number) => number, end: number, tolerance: number): number {
  let [smallest, largest] = [Infinity, -Infinity];
  let reached = end;
  for (let i = 0; i <= POINTS; i++) {
    const x = end * (1 - i / POINTS);
    const y = f(x);
    if (!Number.isFinite(y)) break;
    smallest = Math.min(smallest, y);
    largest = Math.max(largest, y);
    if (Math.max(largest - y, y - smallest) > tolerance) break;
    reached = x;
  }
  return reached + 0;
}
