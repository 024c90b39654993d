import { quantizeF32ToS16, quantizeF32ToS8 } from '@openbpu/kernels';
import type { Quantize } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { rowsOf } from './views';

export function fastQuantize({ x, y, scale }: Quantize, { memory }: Bench): (() => void) | undefined {
  const rows = rowsOf([x, y]);
  if (!rows || rows.steps.includes(0)) return undefined;
  const kernel = y.dtype === 'int16' ? quantizeF32ToS16 : quantizeF32ToS8;
  const calls = rows.starts[0].map((start, row) => ({
    x: memory.address(x) + 4 * start,
    y: memory.address(y) + rows.starts[1][row] * bytesPerElement(y.dtype),
    length: rows.length,
    scale,
  }));
  return () => calls.forEach((call) => kernel(memory.kernels, call));
}
