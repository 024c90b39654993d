/** 1.5 * 2^23: adding it to a float of magnitude <= 2^22 rounds half to even and leaves the integer in the low bits. */
const MAGIC: f32 = 12582912.0;
const MAGIC_BITS: i32 = 0x4b400000;

// @ts-ignore: decorator
@inline
function roundSmall(x: v128): v128 {
  return i32x4.sub(f32x4.add(x, f32x4.splat(MAGIC)), i32x4.splat(MAGIC_BITS));
}

/** A NaN stays: each comparison with it fails. */
// @ts-ignore: decorator
@inline
function clampFloat(x: v128, lo: v128, hi: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, lo), hi);
}

/** Floats to int32 by clamp(rne(x)), bounds whole and within int16; NaN becomes 0. */
// @ts-ignore: decorator
@inline
export function saturate(x: v128, lo: v128, hi: v128): v128 {
  const clamped = clampFloat(x, lo, hi);
  return roundSmall(v128.and(clamped, f32x4.eq(clamped, clamped)));
}

/** clamp(rne(f32(f32(acc) * m))) on four accumulators; m finite, bounds within int16. */
// @ts-ignore: decorator
@inline
export function requant(acc: v128, m: v128, lo: v128, hi: v128): v128 {
  return roundSmall(clampFloat(f32x4.mul(f32x4.convert_i32x4_s(acc), m), lo, hi));
}

/** Four vectors of int32 within int8, to 16 bytes. */
// @ts-ignore: decorator
@inline
export function pack16(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
}

/** Two vectors of int32 within int8, to 8 bytes in the low half. */
// @ts-ignore: decorator
@inline
export function pack8(a: v128, b: v128): v128 {
  const half = i16x8.narrow_i32x4_s(a, b);
  return i8x16.narrow_i16x8_s(half, half);
}

/** clamp(rne(f32(f32(acc) * m))) on four accumulators held in two pairs of doubles, whole numbers below 2^53; as requant. */
// @ts-ignore: decorator
@inline
export function requantDouble(first: v128, second: v128, m: v128, lo: v128, hi: v128): v128 {
  const acc = i32x4.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5);
  return roundSmall(clampFloat(f32x4.mul(acc, m), lo, hi));
}
