import type { Tensor } from '@openbpu/tensor';

type Planes = Tensor<'float32' | 'int8' | 'int16'>;

/** Emits, for every element of the resized planes in row-major order, the element of `x` its row and column name. */
export function resizeNearest(
  x: Planes,
  rows: Int32Array,
  columns: Int32Array,
  emit: (at: number, value: number) => void,
): void {
  const [n, c, h, w] = x.shape;
  let at = 0;
  for (let plane = 0; plane < n * c; plane++) {
    for (const row of rows) {
      for (const column of columns) emit(at++, x.data[(plane * h + row) * w + column]);
    }
  }
}

/** For each output position of one axis its two neighbours and their weights. */
export interface LinearAxis {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
}

/**
 * Emits the weighted sum of the four neighbours of every element of the resized planes, in double (exact for integers).
 */
export function resizeLinear(
  x: Planes,
  rows: LinearAxis,
  columns: LinearAxis,
  emit: (at: number, value: number) => void,
): void {
  const [n, c, h, w] = x.shape;
  let at = 0;
  for (let plane = 0; plane < n * c; plane++) {
    for (let oy = 0; oy < rows.first.length; oy++) {
      const above = (plane * h + rows.first[oy]) * w;
      const below = (plane * h + rows.second[oy]) * w;
      for (let ox = 0; ox < columns.first.length; ox++) {
        const left = columns.first[ox];
        const right = columns.second[ox];
        const top = x.data[above + left] * columns.before[ox] + x.data[above + right] * columns.after[ox];
        const bottom = x.data[below + left] * columns.before[ox] + x.data[below + right] * columns.after[ox];
        emit(at++, top * rows.before[oy] + bottom * rows.after[oy]);
      }
    }
  }
}
