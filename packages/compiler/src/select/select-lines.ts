import type { GatherLayer, TopKLayer } from '@openbpu/machine';
import { type Access, type PlacedTensor, type Work, stridesInMemory } from '../buffer';
import type { Selector } from './selector';

/** A `topk`: the dimension it goes along is the last, whatever the tensors look like in memory. */
export function selectTopK({ x, y, axis, ...layer }: TopKLayer, to: Selector): Work {
  const [from, into] = [to.tensor(x), to.tensor(y)];
  const along = linesOf(from, axis, to);
  if (into.shape.length === from.shape.length) return { ...layer, x: along, y: linesOf(into, axis, to) };
  const strides = stridesInMemory(into);
  return { ...layer, x: along, y: to.access(into, 0, [...into.shape, 1], [...strides, 1]) };
}

/** A `gather`; lines of x that no place asks for are passed over. */
export function selectGather({ kind, x, places, y, axis }: GatherLayer, to: Selector): Work {
  const [from, into] = [to.tensor(x), to.tensor(y)];
  const shape = into.shape.with(axis, from.shape[axis]);
  const result = linesOf(into, axis, to);
  const table = to.arranged(places);
  const listed =
    table.shape.length === 1
      ? { ...table, shape: result.shape, strides: result.shape.map((_, d) => (d === result.shape.length - 1 ? 1 : 0)) }
      : withLast(axis, table);
  return { kind, x: withLast(axis, to.access(from, 0, shape, stridesInMemory(from))), places: listed, y: result };
}

/** A whole tensor in the graph's order, dimension `axis` behind the others. */
function linesOf(tensor: PlacedTensor, axis: number, to: Selector): Access {
  return withLast(axis, to.access(tensor, 0, tensor.shape, stridesInMemory(tensor)));
}

function withLast(at: number, { shape, strides, ...access }: Access): Access {
  const moved = (list: readonly number[]) => [...list.slice(0, at), ...list.slice(at + 1), list[at]];
  return { ...access, shape: moved(shape), strides: moved(strides) };
}
