import type { MoveLayer } from '@openbpu/machine';
import type { Shape } from '@openbpu/tensor';
import { stridesOf } from '@openbpu/tensor';
import { type PlacedTensor, type Work, stridesInMemory } from '../buffer';
import type { Selector } from './selector';

/** A `fill` where the layer clears its tensor, then a `move` unless nothing is copied. */
export function selectMove(layer: MoveLayer, to: Selector): Work[] {
  const [x, y] = [to.tensor(layer.x), to.tensor(layer.y)];
  const clearing: Work[] = layer.fill === undefined ? [] : [{ kind: 'fill', y: to.whole(layer.y), value: layer.fill }];
  if (layer.size.includes(0)) return clearing;
  const from = walkInMemory(x, layer.xOffset, layer.size, layer.xStrides);
  const into = walkInMemory(y, layer.yOffset, layer.size, layer.yStrides);
  return [
    ...clearing,
    {
      kind: 'move',
      x: to.access(x, from.first, layer.size, from.strides),
      y: to.access(y, into.first, layer.size, into.strides),
    },
  ];
}

/**
 * A walk over the elements of a tensor in row-major order of the graph (`offset`, one stride per dimension of `size`)
 * as the same walk over memory. Every step must stay inside the dimensions it steps along; Error otherwise: the rule
 * that made the layer did not split its walk finely enough.
 */
export function walkInMemory(
  tensor: PlacedTensor,
  offset: number,
  size: Shape,
  strides: readonly number[],
): { readonly first: number; readonly strides: readonly number[] } {
  const memory = stridesInMemory(tensor);
  const start = coordinatesOf(offset, tensor.shape);
  const steps = strides.map((stride, k) =>
    size[k] === 1 ? tensor.shape.map(() => 0) : coordinatesOf(stride, tensor.shape),
  );
  tensor.shape.forEach((dim, d) => {
    const furthest = steps.reduce((at, step, k) => at + (size[k] - 1) * step[d], start[d]);
    if (furthest >= dim)
      throw new Error(
        `a walk of ${size.join('x')} by ${strides.join(',')} from ${offset} leaves dimension ${d} of ` +
          `"${tensor.name}" (${tensor.shape.join('x')})`,
      );
  });
  const flat = (coordinates: readonly number[]) =>
    coordinates.reduce((sum, coordinate, d) => sum + coordinate * memory[d], 0);
  return { first: flat(start), strides: steps.map(flat) };
}

/** A flat index as one index per dimension; dimensions of one are never stepped along. */
function coordinatesOf(flat: number, shape: Shape): number[] {
  const own = stridesOf(shape);
  let rest = flat;
  return shape.map((dim, d) => {
    if (dim === 1) return 0;
    const index = Math.floor(rest / own[d]);
    rest -= index * own[d];
    return index;
  });
}
