import { pack16, requant, saturate } from './requant';
import { storeBytes } from './store';

// @ts-ignore: decorator
@inline
function words0(x: v128): v128 {
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(x));
}
// @ts-ignore: decorator
@inline
function words1(x: v128): v128 {
  return i32x4.extend_high_i16x8_s(i16x8.extend_low_i8x16_s(x));
}
// @ts-ignore: decorator
@inline
function words2(x: v128): v128 {
  return i32x4.extend_low_i16x8_s(i16x8.extend_high_i8x16_s(x));
}
// @ts-ignore: decorator
@inline
function words3(x: v128): v128 {
  return i32x4.extend_high_i16x8_s(i16x8.extend_high_i8x16_s(x));
}

// @ts-ignore: decorator
@inline
function sum(a: v128, b: v128, ma: v128, mb: v128, lo: v128, hi: v128): v128 {
  return saturate(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(a), ma), f32x4.mul(f32x4.convert_i32x4_s(b), mb)), lo, hi);
}

/** y[i] = clamp(rne(f32(f32(a[i]*ma) + f32(b[i % period]*mb)))). */
export function addS8(
  a: usize, b: usize, y: usize, length: i32, period: i32, aMultiplier: f32, bMultiplier: f32, lo: i32,
  hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const ma = f32x4.splat(aMultiplier), mb = f32x4.splat(bMultiplier);
  for (let first = 0; first < length; first += period) {
    const run = min(period, length - first);
    for (let i = 0; i < run; i += 16) {
      const at = <usize>(first + i);
      const p = v128.load(a + at), q = v128.load(b + <usize>i);
      storeBytes(y + at, pack16(
        sum(words0(p), words0(q), ma, mb, least, most), sum(words1(p), words1(q), ma, mb, least, most),
        sum(words2(p), words2(q), ma, mb, least, most), sum(words3(p), words3(q), ma, mb, least, most)), run - i);
    }
  }
}

/** y[i] = clamp(rne(f32(f32(a[i]*b[i % period]) * m))). */
export function mulS8(a: usize, b: usize, y: usize, length: i32, period: i32, multiplier: f32, lo: i32, hi: i32): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let first = 0; first < length; first += period) {
    const run = min(period, length - first);
    for (let i = 0; i < run; i += 16) {
      const at = <usize>(first + i);
      const p = v128.load(a + at), q = v128.load(b + <usize>i);
      const low = i16x8.mul(i16x8.extend_low_i8x16_s(p), i16x8.extend_low_i8x16_s(q));
      const high = i16x8.mul(i16x8.extend_high_i8x16_s(p), i16x8.extend_high_i8x16_s(q));
      storeBytes(y + at, pack16(
        requant(i32x4.extend_low_i16x8_s(low), m, least, most), requant(i32x4.extend_high_i16x8_s(low), m, least, most),
        requant(i32x4.extend_low_i16x8_s(high), m, least, most), requant(i32x4.extend_high_i16x8_s(high), m, least, most)), run - i);
    }
  }
}

/** y[i] = clamp(rne(f32(x[i]*m))). */
export function requantS8(x: usize, y: usize, length: i32, multiplier: f32, lo: i32, hi: i32): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let i = 0; i < length; i += 16) {
    const p = v128.load(x + <usize>i);
    storeBytes(y + <usize>i, pack16(
      requant(words0(p), m, least, most), requant(words1(p), m, least, most),
      requant(words2(p), m, least, most), requant(words3(p), m, least, most)), length - i);
  }
}

/** y[r, c] = clamp(rne(f32(f32(x[r, c])*m[c]))), int32 to int8. */
export function requantS32(x: usize, y: usize, rows: i32, channels: i32, multipliers: usize, lo: i32, hi: i32): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c += 16) {
      const from = x + (<usize>c << 2), m = multipliers + (<usize>c << 2);
      storeBytes(y + <usize>c, pack16(
        requant(v128.load(from), v128.load(m), least, most), requant(v128.load(from, 16), v128.load(m, 16), least, most),
        requant(v128.load(from, 32), v128.load(m, 32), least, most), requant(v128.load(from, 48), v128.load(m, 48), least, most)), channels - c);
    }
    x += <usize>channels << 2;
    y += <usize>channels;
  }
}

// @ts-ignore: decorator
@inline
function slope(q: v128, m: v128, negative: v128, lo: v128, hi: v128): v128 {
  return requant(q, v128.bitselect(negative, m, i32x4.lt_s(q, i32x4.splat(0))), lo, hi);
}

/** y[r, c] = clamp(rne(f32(x*(x < 0 ? negative[c] : m)))). */
export function preluS8(
  x: usize, y: usize, rows: i32, channels: i32, multiplier: f32, negativeMultipliers: usize, lo: i32,
  hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c += 16) {
      const p = v128.load(x + <usize>c);
      const s = negativeMultipliers + (<usize>c << 2);
      storeBytes(y + <usize>c, pack16(
        slope(words0(p), m, v128.load(s), least, most), slope(words1(p), m, v128.load(s, 16), least, most),
        slope(words2(p), m, v128.load(s, 32), least, most), slope(words3(p), m, v128.load(s, 48), least, most)), channels - c);
    }
    x += <usize>channels;
    y += <usize>channels;
  }
}

// @ts-ignore: decorator
@inline
function divide(x: v128, scale: v128, lo: v128, hi: v128): v128 {
  return saturate(f32x4.div(x, scale), lo, hi);
}

/** y[i] = clamp(rne(f32(x[i] / scale))), NaN to 0. */
export function quantizeF32ToS8(x: usize, y: usize, length: i32, scale: f32, lo: i32, hi: i32): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const s = f32x4.splat(scale);
  for (let i = 0; i < length; i += 16) {
    const from = x + (<usize>i << 2);
    storeBytes(y + <usize>i, pack16(
      divide(v128.load(from), s, least, most), divide(v128.load(from, 16), s, least, most),
      divide(v128.load(from, 32), s, least, most), divide(v128.load(from, 48), s, least, most)), length - i);
  }
}
