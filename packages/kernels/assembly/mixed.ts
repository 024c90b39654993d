import { requant, saturate } from './requant';
import { storeNarrow } from './store';

/** Eight elements, as int16: of int8 where `shift` is 0, of int16 where it is 1. */
// @ts-ignore: decorator
@inline
function eight(from: usize, i: i32, shift: i32): v128 {
  return shift ? v128.load(from + (<usize>i << 1)) : v128.load8x8_s(from + <usize>i);
}

// @ts-ignore: decorator
@inline
function sum(a: v128, b: v128, ma: v128, mb: v128, lo: v128, hi: v128): v128 {
  return saturate(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(a), ma), f32x4.mul(f32x4.convert_i32x4_s(b), mb)), lo, hi);
}

/** As addS8, each of a, b and y of elements of 1 << its shift bytes. */
export function addMixed(
  a: usize, aShift: i32, b: usize, bShift: i32, y: usize, yShift: i32, length: i32, period: i32, aMultiplier: f32,
  bMultiplier: f32, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const ma = f32x4.splat(aMultiplier), mb = f32x4.splat(bMultiplier);
  for (let first = 0; first < length; first += period) {
    const run = min(period, length - first);
    for (let i = 0; i < run; i += 8) {
      const p = eight(a, first + i, aShift), q = eight(b, i, bShift);
      storeNarrow(y + (<usize>(first + i) << yShift),
        sum(i32x4.extend_low_i16x8_s(p), i32x4.extend_low_i16x8_s(q), ma, mb, least, most),
        sum(i32x4.extend_high_i16x8_s(p), i32x4.extend_high_i16x8_s(q), ma, mb, least, most), run - i, yShift);
    }
  }
}

/** As mulS8, each of a, b and y of elements of 1 << its shift bytes. */
export function mulMixed(
  a: usize, aShift: i32, b: usize, bShift: i32, y: usize, yShift: i32, length: i32, period: i32, multiplier: f32,
  lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let first = 0; first < length; first += period) {
    const run = min(period, length - first);
    for (let i = 0; i < run; i += 8) {
      const p = eight(a, first + i, aShift), q = eight(b, i, bShift);
      storeNarrow(y + (<usize>(first + i) << yShift),
        requant(i32x4.extmul_low_i16x8_s(p, q), m, least, most),
        requant(i32x4.extmul_high_i16x8_s(p, q), m, least, most), run - i, yShift);
    }
  }
}

/** y[i] = clamp(rne(f32(f32(x[i])*m))); x of 1, 2 or 4 bytes, y of 1 or 2. */
export function requantMixed(
  x: usize, xShift: i32, y: usize, yShift: i32, length: i32, multiplier: f32, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let i = 0; i < length; i += 8) {
    const to = y + (<usize>i << yShift);
    if (xShift == 2) {
      const from = x + (<usize>i << 2);
      storeNarrow(to, requant(v128.load(from), m, least, most), requant(v128.load(from, 16), m, least, most), length - i, yShift);
    } else {
      const p = eight(x, i, xShift);
      storeNarrow(to, requant(i32x4.extend_low_i16x8_s(p), m, least, most),
        requant(i32x4.extend_high_i16x8_s(p), m, least, most), length - i, yShift);
    }
  }
}

// @ts-ignore: decorator
@inline
function slope(q: v128, m: v128, negative: v128, lo: v128, hi: v128): v128 {
  return requant(q, v128.bitselect(negative, m, i32x4.lt_s(q, i32x4.splat(0))), lo, hi);
}

/** As preluS8, x and y of elements of 1 << its shift bytes. */
export function preluMixed(
  x: usize, xShift: i32, y: usize, yShift: i32, rows: i32, channels: i32, multiplier: f32, negativeMultipliers: usize,
  lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c += 8) {
      const p = eight(x, c, xShift);
      const s = negativeMultipliers + (<usize>c << 2);
      storeNarrow(y + (<usize>c << yShift), slope(i32x4.extend_low_i16x8_s(p), m, v128.load(s), least, most),
        slope(i32x4.extend_high_i16x8_s(p), m, v128.load(s, 16), least, most), channels - c, yShift);
    }
    x += <usize>channels << xShift;
    y += <usize>channels << yShift;
  }
}

/** y[i] = clamp(rne(f32(x[i] / scale))), NaN to 0, int16. */
export function quantizeF32ToS16(x: usize, y: usize, length: i32, scale: f32, lo: i32, hi: i32): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const s = f32x4.splat(scale);
  for (let i = 0; i < length; i += 8) {
    const from = x + (<usize>i << 2);
    storeNarrow(y + (<usize>i << 1), saturate(f32x4.div(v128.load(from), s), least, most),
      saturate(f32x4.div(v128.load(from, 16), s), least, most), length - i, 1);
  }
}
