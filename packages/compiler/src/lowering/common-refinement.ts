import { type Shape, sizeOf } from '@openbpu/tensor';

/**
 * The coarsest shape of which both `a` and `b` are made by joining neighbouring dimensions; undefined when there is
 * none. Both hold the same number of elements, at least one.
 */
export function commonRefinement(a: Shape, b: Shape): number[] | undefined {
  const boundaries = (shape: Shape) => shape.map((_, i) => sizeOf(shape.slice(i)));
  const all = [...new Set([...boundaries(a), ...boundaries(b), 1])].sort((x, y) => y - x);
  const dims: number[] = [];
  for (let i = 0; i + 1 < all.length; i++) {
    if (all[i] % all[i + 1] !== 0) return undefined;
    dims.push(all[i] / all[i + 1]);
  }
  return dims;
}
