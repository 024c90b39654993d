import { requant, requantDouble } from './requant';
import { storeNarrow, storeWords } from './store';

/** Bytes before the weights of a panel: eight biases, eight multipliers. */
export const PANEL_HEAD: usize = 64;
/** Columns of a panel. */
export const PANEL: i32 = 8;

/** Bytes of one panel of depth `k`, which is padded to a multiple of eight. */
// @ts-ignore: decorator
@inline
export function panelBytes(k: i32): usize {
  return PANEL_HEAD + (<usize>((k + 7) & ~7) << 4);
}

/** One row of a 4x8 tile to memory: int8, int16 or int32, 1 << `shift` bytes each. */
// @ts-ignore: decorator
@inline
function emit(
  to: usize, low: v128, high: v128, m0: v128, m1: v128, lo: v128, hi: v128, columns: i32, shift: i32,
): void {
  if (shift == 2) storeWords(to, low, high, columns);
  else storeNarrow(to, requant(low, m0, lo, hi), requant(high, m1, lo, hi), columns, shift);
}

/**
 * rows of widened A (int16, depth padded to eight, row pitch 2 * padded depth) times the panels of one group.
 * `targets` holds one output address per row; `columnOffset` bytes are added to each.
 */
export function multiply(
  a: usize, rows: i32, k: i32, panels: usize, n: i32, targets: usize, columnOffset: usize, shift: i32,
  lo: i32, hi: i32,
): void {
  const pitch: usize = <usize>((k + 7) & ~7) << 1;
  const steps: i32 = (k + 7) >> 3;
  const stride = panelBytes(k);
  const least = f32x4.splat(<f32>lo);
  const most = f32x4.splat(<f32>hi);
  for (let column = 0; column < n; column += PANEL) {
    const columns = min(n - column, PANEL);
    const bias0 = v128.load(panels);
    const bias1 = v128.load(panels, 16);
    const m0 = v128.load(panels, 32);
    const m1 = v128.load(panels, 48);
    const offset = columnOffset + (<usize>column << shift);
    for (let row = 0; row < rows; row += 4) {
      let p0 = a + <usize>row * pitch;
      let p1 = p0 + pitch;
      let p2 = p1 + pitch;
      let p3 = p2 + pitch;
      let b = panels + PANEL_HEAD;
      let c00 = bias0, c01 = bias1, c10 = bias0, c11 = bias1, c20 = bias0, c21 = bias1, c30 = bias0, c31 = bias1;
      for (let step = steps; step > 0; step--) {
        let b0 = v128.load(b);
        let b1 = v128.load(b, 16);
        let x = v128.load32_splat(p0);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
        c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p1);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
        c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p2);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
        c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p3);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
        c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

        b0 = v128.load(b, 32);
        b1 = v128.load(b, 48);
        x = v128.load32_splat(p0, 4);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
        c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p1, 4);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
        c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p2, 4);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
        c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p3, 4);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
        c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

        b0 = v128.load(b, 64);
        b1 = v128.load(b, 80);
        x = v128.load32_splat(p0, 8);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
        c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p1, 8);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
        c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p2, 8);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
        c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p3, 8);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
        c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

        b0 = v128.load(b, 96);
        b1 = v128.load(b, 112);
        x = v128.load32_splat(p0, 12);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
        c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p1, 12);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
        c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p2, 12);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
        c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(p3, 12);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
        c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

        p0 += 16;
        p1 += 16;
        p2 += 16;
        p3 += 16;
        b += 128;
      }
      const left = rows - row;
      const target = targets + (<usize>row << 2);
      emit(<usize>load<u32>(target) + offset, c00, c01, m0, m1, least, most, columns, shift);
      if (left > 1) emit(<usize>load<u32>(target, 4) + offset, c10, c11, m0, m1, least, most, columns, shift);
      if (left > 2) emit(<usize>load<u32>(target, 8) + offset, c20, c21, m0, m1, least, most, columns, shift);
      if (left > 3) emit(<usize>load<u32>(target, 12) + offset, c30, c31, m0, m1, least, most, columns, shift);
    }
    panels += stride;
  }
}

/** Bytes of scratch that `multiplyDeep` takes: a tile in doubles, and one in words. */
export const DEEP_BYTES: usize = 384;

/** A 4x8 tile of sums over `pairs` pairs of the depth, no biases: int32 [4][8] at `to`. */
function tileSums(p0: usize, pitch: usize, b: usize, pairs: i32, to: usize): void {
  let p1 = p0 + pitch;
  let p2 = p1 + pitch;
  let p3 = p2 + pitch;
  let c00 = i32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  for (; pairs > 0; pairs -= 2) {
    let b0 = v128.load(b);
    let b1 = v128.load(b, 16);
    let x = v128.load32_splat(p0);
    c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
    c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p1);
    c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
    c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p2);
    c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
    c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p3);
    c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
    c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    x = v128.load32_splat(p0, 4);
    c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0));
    c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p1, 4);
    c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0));
    c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p2, 4);
    c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0));
    c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
    x = v128.load32_splat(p3, 4);
    c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0));
    c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));

    p0 += 8;
    p1 += 8;
    p2 += 8;
    p3 += 8;
    b += 64;
  }
  v128.store(to, c00);
  v128.store(to, c01, 16);
  v128.store(to, c10, 32);
  v128.store(to, c11, 48);
  v128.store(to, c20, 64);
  v128.store(to, c21, 80);
  v128.store(to, c30, 96);
  v128.store(to, c31, 112);
}

/** Adds a 4x8 tile of sums over the whole depth to doubles, [4][8] at `to`, in blocks; `words`: 128 bytes to do it in. */
function carry(rows: usize, depth: i32, weights: usize, block: i32, to: usize, words: usize): void {
  for (let first = 0; first < depth; first += block) {
    const count = min(block, depth - first);
    tileSums(rows + (<usize>first << 1), <usize>depth << 1, weights + (<usize>first << 4), count >> 1, words);
    for (let i: usize = 0; i < 256; i += 16) {
      const sum = f64x2.convert_low_i32x4_s(v128.load64_zero(words + (i >> 1)));
      v128.store(to + i, f64x2.add(v128.load(to + i), sum));
    }
  }
}

/**
 * As `multiply` for sums that 32 bits do not hold, int8 or int16 results: `block`, a multiple of eight, is a depth
 * whose sums they do hold; these are carried into doubles. Where `upper` is not 0 it is panels alike, and weights are
 * 256 times theirs and those of `panels`. `scratch`: DEEP_BYTES bytes.
 */
export function multiplyDeep(
  a: usize, rows: i32, k: i32, panels: usize, n: i32, targets: usize, columnOffset: usize, shift: i32,
  lo: i32, hi: i32, block: i32, upper: usize, scratch: usize,
): void {
  const depth = (k + 7) & ~7;
  const pitch: usize = <usize>depth << 1;
  const stride = panelBytes(k);
  const least = f32x4.splat(<f32>lo);
  const most = f32x4.splat(<f32>hi);
  const words = scratch + 256;
  for (let column = 0; column < n; column += PANEL) {
    const columns = min(n - column, PANEL);
    const m0 = v128.load(panels, 32);
    const m1 = v128.load(panels, 48);
    const offset = columnOffset + (<usize>column << shift);
    for (let row = 0; row < rows; row += 4) {
      memory.fill(scratch, 0, 256);
      if (upper) carry(a + <usize>row * pitch, depth, upper + PANEL_HEAD, block, scratch, words);
      for (let r: usize = 0; r < 256; r += 64) {
        for (let c: usize = 0; c < 32; c += 8) {
          const at = scratch + r + (c << 1);
          const bias = f64x2.convert_low_i32x4_s(v128.load64_zero(panels + c));
          v128.store(at, f64x2.add(f64x2.mul(v128.load(at), f64x2.splat(256)), bias));
        }
      }
      carry(a + <usize>row * pitch, depth, panels + PANEL_HEAD, block, scratch, words);
      const left = min(rows - row, 4);
      for (let r = 0; r < left; r++) {
        const from = scratch + (<usize>r << 6);
        storeNarrow(<usize>load<u32>(targets + (<usize>(row + r) << 2)) + offset,
          requantDouble(v128.load(from), v128.load(from, 16), m0, least, most),
          requantDouble(v128.load(from, 32), v128.load(from, 48), m1, least, most), columns, shift);
      }
    }
    panels += stride;
    if (upper) upper += stride;
  }
}

/** int8 or int16 to int16, eight at a time: may write up to 14 bytes past the end. Returns the end. */
// @ts-ignore: decorator
@inline
export function widen<X>(to: usize, from: usize, n: i32): usize {
  const end = to + (<usize>n << 1);
  while (to < end) {
    v128.store(to, sizeof<X>() == 1 ? v128.load8x8_s(from) : v128.load(from));
    from += 8 * sizeof<X>();
    to += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function gemm<X>(
  x: usize, panels: usize, y: usize, rows: i32, k: i32, n: i32, xPitch: i32, yPitch: i32, shift: i32,
  lo: i32, hi: i32, scratch: usize, tileRows: i32, block: i32, upper: usize,
): void {
  const pitch: usize = <usize>((k + 7) & ~7) << 1;
  const tile = scratch + (<usize>tileRows << 2);
  const deep = tile + <usize>tileRows * pitch + 16;
  for (let first = 0; first < rows; first += tileRows) {
    const count = min(rows - first, tileRows);
    for (let r = 0; r < count; r++) {
      store<u32>(scratch + (<usize>r << 2), <u32>y);
      widen<X>(tile + <usize>r * pitch, x, k);
      x += xPitch;
      y += yPitch;
    }
    if (sizeof<X>() == 2 && block) multiplyDeep(tile, count, k, panels, n, scratch, 0, shift, lo, hi, block, upper, deep);
    else multiply(tile, count, k, panels, n, scratch, 0, shift, lo, hi);
  }
}

/**
 * y[rows, n] = a[rows, k] * panels. `scratch`: rows' addresses, then tileRows rows of widened A and 16 bytes. Pitches are
 * bytes, elements of y 1 << `shift` of them.
 */
export function gemmS8(
  x: usize, panels: usize, y: usize, rows: i32, k: i32, n: i32, xPitch: i32, yPitch: i32, shift: i32,
  lo: i32, hi: i32, scratch: usize, tileRows: i32,
): void {
  gemm<i8>(x, panels, y, rows, k, n, xPitch, yPitch, shift, lo, hi, scratch, tileRows, 0, 0);
}

/**
 * The same of int16, DEEP_BYTES more of scratch; `block` and `upper` as `multiplyDeep` has them, 0 where 32 bits hold every
 * sum.
 */
export function gemmS16(
  x: usize, panels: usize, y: usize, rows: i32, k: i32, n: i32, xPitch: i32, yPitch: i32, shift: i32,
  lo: i32, hi: i32, scratch: usize, tileRows: i32, block: i32, upper: usize,
): void {
  gemm<i16>(x, panels, y, rows, k, n, xPitch, yPitch, shift, lo, hi, scratch, tileRows, block, upper);
}

/** int8 weights [n, k] with bias int32 [n] and multipliers float32 [n] into panels (see PackedWeights). */
export function packWeights(weights: usize, bias: usize, multipliers: usize, panels: usize, n: i32, k: i32): void {
  const size = panelBytes(k);
  for (let column = 0; column < n; column += PANEL) {
    memory.fill(panels, 0, size);
    const columns = min(n - column, PANEL);
    for (let c = 0; c < columns; c++) {
      const index: usize = <usize>(column + c);
      store<i32>(panels + (<usize>c << 2), load<i32>(bias + (index << 2)));
      store<f32>(panels + (<usize>c << 2), load<f32>(multipliers + (index << 2)), 32);
      const row = weights + index * <usize>k;
      const to = panels + PANEL_HEAD + (<usize>c << 2);
      for (let i = 0; i < k; i++) store<i16>(to + (<usize>(i >> 1) << 5) + (<usize>(i & 1) << 1), <i16>load<i8>(row + <usize>i));
    }
    panels += size;
  }
}

// @ts-ignore: decorator
@inline
function element(from: usize, shift: i32, part: i32): i32 {
  const q: i32 = shift ? load<i16>(from) : load<i8>(from);
  const lower: i32 = <i8>q;
  return part == 0 ? q : part == 1 ? lower : (q - lower) >> 8;
}

/**
 * A matrix into panels, biases 0 and one multiplier for all: element (c, i) of n columns of depth k stands at
 * x + c * column + i * row, bytes, and has 1 << `shift` of them. `part`: 0 for the whole of it, 1 for its lower part, 2 for
 * its upper one, so that it is 256 times the upper and the lower, -128 to 127.
 */
export function packMatrix(x: usize, shift: i32, column: i32, row: i32, panels: usize, n: i32, k: i32, multiplier: f32, part: i32): void {
  const size = panelBytes(k);
  for (let first = 0; first < n; first += PANEL) {
    memory.fill(panels, 0, size);
    v128.store(panels, f32x4.splat(multiplier), 32);
    v128.store(panels, f32x4.splat(multiplier), 48);
    const columns = min(n - first, PANEL);
    for (let c = 0; c < columns; c++) {
      let from = x;
      let to = panels + PANEL_HEAD + (<usize>c << 2);
      for (let i = 0; i + 2 <= k; i += 2) {
        store<i16>(to, <i16>element(from, shift, part));
        from += <usize>row;
        store<i16>(to, <i16>element(from, shift, part), 2);
        from += <usize>row;
        to += 32;
      }
      if (k & 1) store<i16>(to, <i16>element(from, shift, part));
      x += <usize>column;
    }
    panels += size;
  }
}
