import { softmaxRowsReference } from '../reference/softmax';
import { type SoftmaxRows, softmaxRows } from '../softmax';
import type { Family } from './family';

/** Rows side by side, or the columns of a matrix. */
export interface SoftmaxShape {
  readonly xType: 'int8' | 'int16';
  readonly rows: number;
  readonly length: number;
  readonly along: 'rows' | 'columns';
}

export const SOFTMAX_ROWS: Family<SoftmaxShape, SoftmaxRows> = {
  name: 'softmaxRows',
  kernel: softmaxRows,
  reference: softmaxRowsReference,
  prepare: (kernels, draw, { xType, rows, length, along }) => {
    const [step, row] = along === 'rows' ? [1, length] : [rows, 1];
    const entries = xType === 'int8' ? 256 : 65536;
    return {
      xType,
      x: kernels.put(draw.elements(xType, rows * length)),
      xStep: step,
      xRow: row,
      y: kernels.alloc(rows * length * 4),
      yStep: step,
      yRow: row,
      rows,
      length,
      table: kernels.put(Int32Array.from({ length: entries }, (_, d) => (d === 0 ? 2 ** 20 : draw.int(0, 2 ** 20)))),
    };
  },
  work: ({ rows, length }) => rows * length,
  unit: 'element',
  variants: (['int8', 'int16'] as const).flatMap((xType) =>
    (['rows', 'columns'] as const).map((along) => ({
      name: `${xType}-${along}`,
      small: { xType, rows: 7, length: 13, along },
      large: { xType, rows: 1024, length: 197, along },
    })),
  ),
};
