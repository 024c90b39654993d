import { pack8, requant, requantDouble } from './requant';
import { storeBytes, storeNarrow } from './store';

/** Copies pixel (rows[oy], columns[ox]) of `pixelBytes` bytes to (oy, ox). */
export function resizeNearest(
  x: usize, pixelBytes: i32, width: i32, rows: usize, columns: usize, y: usize, outHeight: i32,
  outWidth: i32,
): void {
  for (let oy = 0; oy < outHeight; oy++) {
    const row = x + <usize>(load<i32>(rows + (<usize>oy << 2)) * width * pixelBytes);
    for (let ox = 0; ox < outWidth; ox++) {
      memory.copy(y, row + <usize>(load<i32>(columns + (<usize>ox << 2)) * pixelBytes), <usize>pixelBytes);
      y += <usize>pixelBytes;
    }
  }
}

// @ts-ignore: decorator
@inline
function blend(a: v128, b: v128, c: v128, d: v128, wx: v128, w0: v128, w1: v128): v128 {
  return i32x4.add(i32x4.mul(i32x4.dot_i16x8_s(v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11), wx), w0),
    i32x4.mul(i32x4.dot_i16x8_s(v128.shuffle<i16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11), wx), w1));
}
// @ts-ignore: decorator
@inline
function blendHigh(a: v128, b: v128, c: v128, d: v128, wx: v128, w0: v128, w1: v128): v128 {
  return i32x4.add(i32x4.mul(i32x4.dot_i16x8_s(v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), wx), w0),
    i32x4.mul(i32x4.dot_i16x8_s(v128.shuffle<i16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15), wx), w1));
}

/**
 * Axis tables hold four int32 per output position: first index, second index, first weight, second weight.
 * y = clamp(rne(f32(f32(acc)*multiplier))), acc = sum of weightY * weightX * x.
 */
export function resizeBilinearS8(
  x: usize, channels: i32, width: i32, rows: usize, columns: usize, y: usize, outHeight: i32, outWidth: i32,
  multiplier: f32, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  const pitch = width * channels;
  for (let oy = 0; oy < outHeight; oy++) {
    const ty = rows + (<usize>oy << 4);
    const top = x + <usize>(load<i32>(ty) * pitch);
    const bottom = x + <usize>(load<i32>(ty, 4) * pitch);
    const w0 = v128.load32_splat(ty, 8), w1 = v128.load32_splat(ty, 12);
    for (let ox = 0; ox < outWidth; ox++) {
      const tx = columns + (<usize>ox << 4);
      const left = <usize>(load<i32>(tx) * channels);
      const right = <usize>(load<i32>(tx, 4) * channels);
      const wx = i32x4.splat((load<i32>(tx, 8) & 0xffff) | (load<i32>(tx, 12) << 16));
      for (let c: usize = 0; c < <usize>channels; c += 8) {
        const p = v128.load8x8_s(top + left + c), q = v128.load8x8_s(top + right + c);
        const r = v128.load8x8_s(bottom + left + c), s = v128.load8x8_s(bottom + right + c);
        storeBytes(y + c, pack8(requant(blend(p, q, r, s, wx, w0, w1), m, least, most), requant(blendHigh(p, q, r, s, wx, w0, w1), m, least, most)), min(channels - <i32>c, 8));
      }
      y += <usize>channels;
    }
  }
}

/** Eight elements, as int16: of int8 where `shift` is 0, of int16 where it is 1. */
// @ts-ignore: decorator
@inline
function eight(from: usize, shift: i32): v128 {
  return shift ? v128.load(from) : v128.load8x8_s(from);
}

/** Two of four weighted sums: int32 above and below, each times a weight, in double. */
// @ts-ignore: decorator
@inline
function both(above: v128, below: v128, w0: v128, w1: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(above), w0), f64x2.mul(f64x2.convert_low_i32x4_s(below), w1));
}

/** Four elements of y from four sums above and four below. */
// @ts-ignore: decorator
@inline
function four(above: v128, below: v128, w0: v128, w1: v128, m: v128, lo: v128, hi: v128): v128 {
  return requantDouble(both(above, below, w0, w1),
    both(i32x4.shuffle(above, above, 2, 3, 2, 3), i32x4.shuffle(below, below, 2, 3, 2, 3), w0, w1), m, lo, hi);
}

/** As resizeBilinearS8, x and y of elements of 1 << its shift bytes; sums in double, which holds them. */
export function resizeBilinearMixed(
  x: usize, xShift: i32, channels: i32, width: i32, rows: usize, columns: usize, y: usize, yShift: i32, outHeight: i32,
  outWidth: i32, multiplier: f32, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  const m = f32x4.splat(multiplier);
  const pixel = <usize>channels << xShift;
  const pitch = <usize>width * pixel;
  for (let oy = 0; oy < outHeight; oy++) {
    const ty = rows + (<usize>oy << 4);
    const top = x + <usize>load<i32>(ty) * pitch;
    const bottom = x + <usize>load<i32>(ty, 4) * pitch;
    const w0 = f64x2.splat(<f64>load<i32>(ty, 8)), w1 = f64x2.splat(<f64>load<i32>(ty, 12));
    for (let ox = 0; ox < outWidth; ox++) {
      const tx = columns + (<usize>ox << 4);
      const left = <usize>load<i32>(tx) * pixel;
      const right = <usize>load<i32>(tx, 4) * pixel;
      const wx = i32x4.splat((load<i32>(tx, 8) & 0xffff) | (load<i32>(tx, 12) << 16));
      for (let c = 0; c < channels; c += 8) {
        const at = <usize>c << xShift;
        const p = eight(top + left + at, xShift), q = eight(top + right + at, xShift);
        const r = eight(bottom + left + at, xShift), s = eight(bottom + right + at, xShift);
        storeNarrow(y + (<usize>c << yShift),
          four(i32x4.dot_i16x8_s(v128.shuffle<i16>(p, q, 0, 8, 1, 9, 2, 10, 3, 11), wx),
            i32x4.dot_i16x8_s(v128.shuffle<i16>(r, s, 0, 8, 1, 9, 2, 10, 3, 11), wx), w0, w1, m, least, most),
          four(i32x4.dot_i16x8_s(v128.shuffle<i16>(p, q, 4, 12, 5, 13, 6, 14, 7, 15), wx),
            i32x4.dot_i16x8_s(v128.shuffle<i16>(r, s, 4, 12, 5, 13, 6, 14, 7, 15), wx), w0, w1, m, least, most),
          channels - c, yShift);
      }
      y += <usize>channels << yShift;
    }
  }
}
