import type { Narrow } from './element-type';
import type { Kernels } from './kernels';

export interface SoftmaxRows {
  readonly xType: Narrow;
  /** Of xType: `rows` rows of `length` > 0 elements. */
  readonly x: number;
  /** Elements from one of a row to the next, and from a row to the next. */
  readonly xStep: number;
  readonly xRow: number;
  /** float32, likewise. */
  readonly y: number;
  readonly yStep: number;
  readonly yRow: number;
  readonly rows: number;
  readonly length: number;
  /** int32 [256] for int8, [65536] for int16. */
  readonly table: number;
}

/** Row by row `e = table[max − x]`, then `y = fround(fround(e) / fround(Σe))`, the sum exact. */
export function softmaxRows(kernels: Kernels, { xType, ...p }: SoftmaxRows): void {
  const bytes = xType === 'int16' ? 2 : 1;
  const operands = { ...p, xStep: p.xStep * bytes, xRow: p.xRow * bytes, yStep: p.yStep * 4, yRow: p.yRow * 4 };
  if (xType === 'int16') kernels.run.softmaxS16(operands);
  else kernels.run.softmaxS8(operands);
}
