import { definitionOf } from '@openbpu/machine';
import type { Work } from '../buffer';

/** Numbers of boxes a dimension is tried to be cut into; beyond the last, twice as many each time. */
const PARTS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024];

/** The indices an instruction is cut along: those of its result. */
export function spaceOf(i: Work): readonly number[] {
  return i.y.shape;
}

/** Box lengths worth trying along a dimension that is cut at multiples of `granule`, the whole of it first. */
export function lengths(size: number, granule = 1): number[] {
  const units = size / granule;
  const parts = PARTS.filter((count) => count < units);
  for (let count = 2 * PARTS[PARTS.length - 1]; count < units; count *= 2) parts.push(count);
  return [...new Set([...parts.map((count) => Math.ceil(units / count)), 1])]
    .sort((a, b) => b - a)
    .map((length) => length * granule);
}

/**
 * Box sizes worth trying, for each length along the channels (where they count apart) a list from the largest box to
 * the smallest: a dimension is only cut when those outside it are down to one.
 */
export function candidates(i: Work): number[][][] {
  const space = spaceOf(i);
  const { tiling } = definitionOf(i.kind);
  const granule = tiling.granule(i);
  const inner = space.slice(space.length - (tiling.whole?.(i) ?? 0));
  const outer = granule === undefined ? space.slice(0, space.length - inner.length) : space.slice(0, -1);
  const boxes = [
    outer.slice(),
    ...outer.flatMap((size, d) =>
      lengths(size)
        .slice(1)
        .map((length) => outer.map((dim, k) => (k < d ? 1 : k === d ? length : dim))),
    ),
  ];
  return granule === undefined
    ? [boxes.map((box) => [...box, ...inner])]
    : lengths(space[space.length - 1], granule).map((length) => boxes.map((box) => [...box, length]));
}
