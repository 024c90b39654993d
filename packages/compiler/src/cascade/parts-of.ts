import { type Box, type ConstantSource, all, cut } from '@openbpu/machine';
import type { Access, Work } from '../buffer';
import { evenEnds, sidesOf, unitsOf } from '../divide/divisible';

/**
 * A work in `count` parts that lie one behind the other in the memory of what it writes: along its outermost dimension,
 * or, where that has too few indices, at one index of it each and along the next. Undefined where it cannot be cut so.
 */
export function partsOf(work: Work, count: number, constants: ConstantSource<Access>): readonly Work[] | undefined {
  let rest = count;
  let boxes: readonly Box[] = [work.y.shape.map(all)];
  for (const side of sidesOf(work)) {
    const along = unitsOf(side) >= rest ? rest : side.size;
    if (rest % along !== 0 || along > unitsOf(side)) return undefined;
    const ends = evenEnds(side, along);
    boxes = boxes.flatMap((box) => ends.map((to, i) => box.with(side.dim, { from: i === 0 ? 0 : ends[i - 1], to })));
    rest /= along;
  }
  return rest === 1 ? boxes.map((box) => cut(work, box, constants)) : undefined;
}
