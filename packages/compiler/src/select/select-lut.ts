import type { LutLayer } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { Selector } from './selector';

/**
 * A `lut`. Where the table has a row for each channel, the tensors are seen with their channels last, wherever these
 * lie in memory; a single row is the table of a whole tensor.
 */
export function selectLut({ kind, x, table, y }: LutLayer, to: Selector): void {
  const placed = to.tensor(y);
  const [from, into] = [to.broadcast(x, placed), to.whole(y)];
  const { shape } = to.elements(table);
  if (shape.length === 1) return to.emit({ kind, x: from, table: to.arranged(table), y: into });
  if (shape[0] === 1) return to.emit({ kind, x: from, table: to.arranged(table, undefined, [shape[1]]), y: into });
  const channels = placed.layout === 'NHWC' ? 3 : 1;
  return to.emit({ kind, x: withLast(from, channels), table: to.arranged(table), y: withLast(into, channels) });
}

/** The same elements, dimension `d` behind the others. */
function withLast(access: Access, d: number): Access {
  const moved = (list: readonly number[]) => [...list.slice(0, d), ...list.slice(d + 1), list[d]];
  return { ...access, shape: moved(access.shape), strides: moved(access.strides) };
}
