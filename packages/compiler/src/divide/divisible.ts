import { type Box, type ConstantSource, all, cut, definitionOf } from '@openbpu/machine';
import type { Access, Work } from '../buffer';

/** A dimension of the result along which a work can be cut, at multiples of `granule`. */
export interface Side {
  readonly dim: number;
  readonly size: number;
  readonly granule: number;
}

/** The sides a work can be cut along into two parts or more, the outermost in memory first. */
export function sidesOf(work: Work): Side[] {
  const { shape, strides } = work.y;
  const { tiling } = definitionOf(work.kind);
  const granule = tiling.granule(work);
  const whole = shape.length - (tiling.whole?.(work) ?? 0);
  return shape
    .map((size, dim): Side => ({ dim, size, granule: dim === shape.length - 1 ? (granule ?? 1) : 1 }))
    .filter((side) => side.dim < whole && unitsOf(side) >= 2)
    .sort((a, b) => strides[b.dim] - strides[a.dim]);
}

/** Into how many parts a side can be cut. */
export function unitsOf({ size, granule }: Side): number {
  return Math.floor(size / granule);
}

/** The parts of a work between `ends`, places along a side in ascending order, the last its size. */
export function cutAlong(
  work: Work,
  { dim }: Side,
  ends: readonly number[],
  constants: ConstantSource<Access>,
): Work[] {
  return ends.map((to, i) => {
    const box: Box = work.y.shape.map((size, d) => (d === dim ? { from: i === 0 ? 0 : ends[i - 1], to } : all(size)));
    return cut(work, box, constants);
  });
}

/** Where a side ends that is cut into so many parts, all as long as each other but for a unit. */
export function evenEnds({ size, granule }: Side, parts: number): number[] {
  const units = Math.ceil(size / granule);
  return Array.from({ length: parts }, (_, i) => Math.min(size, Math.round(((i + 1) * units) / parts) * granule));
}
