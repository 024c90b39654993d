import type { Box } from '@openbpu/machine';

/**
 * How an index space is cut: the length of a box along each dimension, and the dimensions from the outermost loop to
 * the innermost.
 */
export interface Tiling {
  readonly sizes: readonly number[];
  readonly order: readonly number[];
}

/** Boxes along each dimension. */
export function countsOf(space: readonly number[], { sizes }: Tiling): number[] {
  return space.map((dim, d) => Math.ceil(dim / sizes[d]));
}

/** The box at a place counted in boxes. */
export function boxAt(space: readonly number[], { sizes }: Tiling, place: readonly number[]): Box {
  return space.map((dim, d) => ({ from: place[d] * sizes[d], to: Math.min(dim, (place[d] + 1) * sizes[d]) }));
}

/** All boxes of an index space, in the order of the loops. */
export function boxesOf(space: readonly number[], tiling: Tiling): Box[] {
  const counts = countsOf(space, tiling);
  const places = tiling.order.reduce<number[][]>(
    (all, d) => all.flatMap((place) => Array.from({ length: counts[d] }, (_, i) => place.with(d, i))),
    [space.map(() => 0)],
  );
  return places.map((place) => boxAt(space, tiling, place));
}
