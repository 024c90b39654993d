import { requantS8 } from '@openbpu/kernels';
import type { Requant } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8, int8Bounds } from './fits';
import { rowsOf } from './views';

export function fastRequant(
  { x, y, multiplier, low: lo, high: hi }: Requant,
  { memory }: Bench,
): (() => void) | undefined {
  if (!allInt8(x, y) || !int8Bounds(lo, hi) || !Number.isFinite(Math.fround(multiplier))) return undefined;
  const rows = rowsOf([x, y]);
  if (!rows || rows.steps.includes(0)) return undefined;
  const calls = rows.starts[0].map((start, row) => ({
    x: memory.address(x) + start,
    y: memory.address(y) + rows.starts[1][row],
    length: rows.length,
    multiplier,
    lo,
    hi,
  }));
  return () => calls.forEach((call) => requantS8(memory.kernels, call));
}
