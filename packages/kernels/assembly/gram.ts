/** The sum of four lanes, modulo 2^32. */
// @ts-ignore: decorator
@inline
function total(x: v128): i32 {
  const pair = i32x4.add(x, i32x4.shuffle(x, x, 2, 3, 2, 3));
  return i32x4.extract_lane(pair, 0) + i32x4.extract_lane(pair, 1);
}

/** The elements `column` and `column + 1` of row `row` of a lower triangle, those that it has. */
// @ts-ignore: decorator
@inline
function emit(y: usize, row: i32, column: i32, rows: i32, first: v128, second: v128): void {
  if (row >= rows || column > row) return;
  const to = y + (<usize>((row * (row + 1)) / 2 + column) << 2);
  store<i32>(to, total(first));
  if (column < row) store<i32>(to, total(second), 4);
}

/**
 * rows × rows sums of products of int16 rows, `length` elements each, a multiple of eight: element i(i+1)/2 + j of y
 * (int32) is Σ x[i]·x[j] modulo 2^32, j ≤ i. Four rows by two columns at once; rows beyond the last are read as the last.
 */
export function gramS16(x: usize, rows: i32, length: i32, y: usize): void {
  const pitch: usize = <usize>length << 1;
  const steps = length >> 3;
  const last = rows - 1;
  for (let i = 0; i < rows; i += 4) {
    const a0 = x + <usize>i * pitch;
    const a1 = x + <usize>min(i + 1, last) * pitch;
    const a2 = x + <usize>min(i + 2, last) * pitch;
    const a3 = x + <usize>min(i + 3, last) * pitch;
    for (let j = 0; j < min(i + 4, rows); j += 2) {
      const b0 = x + <usize>j * pitch;
      const b1 = x + <usize>min(j + 1, last) * pitch;
      let c00 = i32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
      let at: usize = 0;
      for (let step = steps; step > 0; step--) {
        const u = v128.load(b0 + at);
        const v = v128.load(b1 + at);
        let w = v128.load(a0 + at);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(w, u));
        c01 = i32x4.add(c01, i32x4.dot_i16x8_s(w, v));
        w = v128.load(a1 + at);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(w, u));
        c11 = i32x4.add(c11, i32x4.dot_i16x8_s(w, v));
        w = v128.load(a2 + at);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(w, u));
        c21 = i32x4.add(c21, i32x4.dot_i16x8_s(w, v));
        w = v128.load(a3 + at);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(w, u));
        c31 = i32x4.add(c31, i32x4.dot_i16x8_s(w, v));
        at += 16;
      }
      emit(y, i, j, rows, c00, c01);
      emit(y, i + 1, j, rows, c10, c11);
      emit(y, i + 2, j, rows, c20, c21);
      emit(y, i + 3, j, rows, c30, c31);
    }
  }
}
