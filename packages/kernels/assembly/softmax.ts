// @ts-ignore: decorator
@inline
function softmax<X>(
  x: usize, xStep: i32, xRow: i32, y: usize, yStep: i32, yRow: i32, rows: i32, length: i32, table: usize,
): void {
  for (let row = 0; row < rows; row++) {
    let most: i32 = load<X>(x);
    let from = x;
    for (let k = 1; k < length; k++) {
      from += <usize>xStep;
      most = max(most, <i32>load<X>(from));
    }
    let total: i64 = 0;
    from = x;
    let to = y;
    for (let k = 0; k < length; k++) {
      const e = load<i32>(table + (<usize>(most - <i32>load<X>(from)) << 2));
      total += e;
      store<f32>(to, <f32>e);
      from += <usize>xStep;
      to += <usize>yStep;
    }
    const divisor = <f32>total;
    to = y;
    let k = 0;
    if (yStep == 4) {
      const by = f32x4.splat(divisor);
      for (; k + 4 <= length; k += 4, to += 16) v128.store(to, f32x4.div(v128.load(to), by));
    }
    for (; k < length; k++, to += <usize>yStep) store<f32>(to, load<f32>(to) / divisor);
    x += <usize>xRow;
    y += <usize>yRow;
  }
}

/** y[r, k] = f32(f32(e) / f32(sum of e)), e = table[max over k of x[r, k] - x[r, k]], length > 0. Steps and rows are bytes. */
export function softmaxS8(
  x: usize, xStep: i32, xRow: i32, y: usize, yStep: i32, yRow: i32, rows: i32, length: i32, table: usize,
): void {
  softmax<i8>(x, xStep, xRow, y, yStep, yRow, rows, length, table);
}

/** The same of int16. */
export function softmaxS16(
  x: usize, xStep: i32, xRow: i32, y: usize, yStep: i32, yRow: i32, rows: i32, length: i32, table: usize,
): void {
  softmax<i16>(x, xStep, xRow, y, yStep, yRow, rows, length, table);
}
