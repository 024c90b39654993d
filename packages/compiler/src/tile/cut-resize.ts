import type { Resize } from '@openbpu/machine';
import { clamp } from '@openbpu/tensor';
import type { Access } from '../buffer';
import type { ConstantSource } from '../constant-pool';
import { type Box, type Range } from './box';
import { all, subView } from './sub-view';

/** A `resize` for a box of y: only the rows and columns its tables name, the tables counting from the first of them. */
export function cutResize(i: Resize<Access>, box: Box, constants: ConstantSource): Resize<Access> {
  const rows = cutTable(i.rows, box[1], i.x.shape[1], constants);
  const columns = cutTable(i.columns, box[2], i.x.shape[2], constants);
  return {
    ...i,
    x: subView(i.x, [box[0], rows.range, columns.range, box[3]]),
    y: subView(i.y, box),
    rows: rows.table,
    columns: columns.table,
  };
}

function cutTable(
  table: Access,
  { from, to }: Range,
  size: number,
  constants: ConstantSource,
): { readonly table: Access; readonly range: Range } {
  const part = table.shape.length === 2 ? 3 : 1;
  if (to - from === table.shape[0]) return { table, range: all(size) };
  const entries = constants.elements(table).slice(from * part, to * part);
  const isIndex = (at: number) => at % part < 2;
  const indices = entries.map((entry, at) => (isIndex(at) ? clamp(entry, 0, size - 1) : entry));
  const named = [...indices].filter((_, at) => isIndex(at));
  const first = Math.min(...named);
  const shifted = Int32Array.from(indices, (entry, at) => (isIndex(at) ? entry - first : entry));
  return {
    table: constants.add('int32', [to - from, ...table.shape.slice(1)], shifted),
    range: { from: first, to: Math.max(...named) + 1 },
  };
}
