import { lutS8 } from '@openbpu/kernels';
import type { Lut } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8 } from './fits';
import { rowsOf } from './rows';

export function fastLut({ x, y, table }: Lut, { memory }: Bench): (() => void) | undefined {
  if (table.shape.length > 1) return undefined;
  const rows = allInt8(x, y, table) ? rowsOf([x, y]) : undefined;
  if (!rows || rows.steps.includes(0)) return undefined;
  const calls = rows.starts[0].map((start, row) => ({ x: memory.address(x) + start, y: memory.address(y) + rows.starts[1][row], length: rows.length, table: memory.address(table) }));
  return () => calls.forEach((call) => lutS8(memory.kernels, call));
}
