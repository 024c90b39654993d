import { requantMixed, requantS8 } from '@openbpu/kernels';
import type { Requant } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { resultType } from './fits';
import { rowsOf } from './views';

export function fastRequant(
  { x, y, multiplier, low: lo, high: hi }: Requant,
  { memory }: Bench,
): (() => void) | undefined {
  const [xType, yType] = [x.dtype, resultType(y, lo, hi)];
  if (xType === 'float32' || !yType || !Number.isFinite(Math.fround(multiplier))) return undefined;
  const rows = rowsOf([x, y]);
  if (!rows || rows.steps.includes(0)) return undefined;
  const calls = rows.starts[0].map((start, row) => ({
    x: memory.address(x) + start * bytesPerElement(xType),
    y: memory.address(y) + rows.starts[1][row] * bytesPerElement(yType),
    length: rows.length,
    multiplier,
    lo,
    hi,
  }));
  return xType === 'int8' && yType === 'int8'
    ? () => calls.forEach((call) => requantS8(memory.kernels, call))
    : () => calls.forEach((call) => requantMixed(memory.kernels, { ...call, xType, yType }));
}
