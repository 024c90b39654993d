const BLOCK = 1024;

/**
 * `y[rows × columns] = w[rows × inner] · x[inner × columns]`, sums in double, in blocks of columns that stay in the
 * cache.
 */
export function multiply(
  w: Float32Array,
  x: Float32Array,
  y: Float32Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  const sums = new Float64Array(BLOCK);
  for (let from = 0; from < columns; from += BLOCK) {
    const length = Math.min(BLOCK, columns - from);
    for (let row = 0; row < rows; row++) {
      sums.fill(0);
      let k = 0;
      for (; k + 3 < inner; k += 4) {
        const [w0, w1, w2, w3] = [
          w[row * inner + k],
          w[row * inner + k + 1],
          w[row * inner + k + 2],
          w[row * inner + k + 3],
        ];
        const [x0, x1, x2, x3] = [
          k * columns + from,
          (k + 1) * columns + from,
          (k + 2) * columns + from,
          (k + 3) * columns + from,
        ];
        for (let j = 0; j < length; j++) sums[j] += w0 * x[x0 + j] + w1 * x[x1 + j] + w2 * x[x2 + j] + w3 * x[x3 + j];
      }
      for (; k < inner; k++) {
        const w0 = w[row * inner + k];
        const x0 = k * columns + from;
        for (let j = 0; j < length; j++) sums[j] += w0 * x[x0 + j];
      }
      const at = row * columns + from;
      for (let j = 0; j < length; j++) y[at + j] = sums[j];
    }
  }
}

/** `p[rows × inner] = y[rows × columns] · x[inner × columns]ᵀ`: every product of two rows. */
export function multiplyRows(
  y: Float32Array,
  x: Float32Array,
  p: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  p.fill(0);
  for (let from = 0; from < columns; from += BLOCK) {
    const length = Math.min(BLOCK, columns - from);
    for (let row = 0; row < rows; row++) {
      const at = row * columns + from;
      let k = 0;
      for (; k + 1 < inner; k += 2) {
        let [s0, s1] = [0, 0];
        const [x0, x1] = [k * columns + from, (k + 1) * columns + from];
        for (let j = 0; j < length; j++) {
          const value = y[at + j];
          s0 += value * x[x0 + j];
          s1 += value * x[x1 + j];
        }
        p[row * inner + k] += s0;
        p[row * inner + k + 1] += s1;
      }
      for (; k < inner; k++) {
        let sum = 0;
        for (let j = 0; j < length; j++) sum += y[at + j] * x[k * columns + from + j];
        p[row * inner + k] += sum;
      }
    }
  }
}

/** `[rows × columns]` turned to `[columns × rows]`. */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = matrix[row * columns + column];
  }
  return out;
}
