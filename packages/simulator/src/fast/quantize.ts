import { quantizeF32ToS8 } from '@openbpu/kernels';
import type { Quantize } from '@openbpu/machine';
import type { Bench } from '../bench';
import { rowsOf } from './views';

export function fastQuantize({ x, y, scale }: Quantize, { memory }: Bench): (() => void) | undefined {
  const rows = rowsOf([x, y]);
  if (!rows || rows.steps.includes(0)) return undefined;
  const calls = rows.starts[0].map((start, row) => ({
    x: memory.address(x) + 4 * start,
    y: memory.address(y) + rows.starts[1][row],
    length: rows.length,
    scale,
  }));
  return () => calls.forEach((call) => quantizeF32ToS8(memory.kernels, call));
}
