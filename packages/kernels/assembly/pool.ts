import { requant } from './requant';
import { storeBytes, storeNarrow, storeWords } from './store';

// @ts-ignore: decorator
@inline
function lowest<X>(): v128 {
  return sizeof<X>() == 1 ? i8x16.splat(-128) : i16x8.splat(-32768);
}

// @ts-ignore: decorator
@inline
function larger<X>(a: v128, b: v128): v128 {
  return sizeof<X>() == 1 ? i8x16.max_s(a, b) : i16x8.max_s(a, b);
}

/** Eight elements as int16. */
// @ts-ignore: decorator
@inline
function eight<X>(from: usize): v128 {
  return sizeof<X>() == 1 ? v128.load8x8_s(from) : v128.load(from);
}

// @ts-ignore: decorator
@inline
function maxPool<X>(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
): void {
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      const to = y + <usize>(oy * yRow + ox * yPixel);
      for (let c = 0; c < channels; c += 16 / <i32>sizeof<X>()) {
        const at = <usize>c * sizeof<X>();
        let best = lowest<X>();
        for (let ky = 0; ky < kernelH; ky++) {
          const iy = oy * strideH - padTop + ky * dilationH;
          if (iy < 0 || iy >= height) continue;
          for (let kx = 0; kx < kernelW; kx++) {
            const ix = ox * strideW - padLeft + kx * dilationW;
            if (ix < 0 || ix >= width) continue;
            best = larger<X>(best, v128.load(x + <usize>(iy * xRow + ix * xPixel) + at));
          }
        }
        storeBytes(to + at, best, (channels - c) * <i32>sizeof<X>());
      }
    }
  }
}

/** One image; positions outside it do not take part; an empty window gives -128. Strides are bytes. */
export function maxPoolS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
): void {
  maxPool<i8>(x, xPixel, xRow, height, width, channels, kernelH, kernelW, strideH, strideW, dilationH, dilationW, padTop, padLeft,
    y, yPixel, yRow, outHeight, outWidth);
}

/** The same of int16; an empty window gives -32768. */
export function maxPoolS16(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
): void {
  maxPool<i16>(x, xPixel, xRow, height, width, channels, kernelH, kernelW, strideH, strideW, dilationH, dilationW, padTop, padLeft,
    y, yPixel, yRow, outHeight, outWidth);
}

// @ts-ignore: decorator
@inline
function sumPool<X>(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  multipliers: usize, shift: i32, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  for (let oy = 0; oy < outHeight; oy++) {
    const top = max(oy * strideH - padTop, 0);
    const bottom = min(oy * strideH - padTop + kernelH, height);
    for (let ox = 0; ox < outWidth; ox++) {
      const left = max(ox * strideW - padLeft, 0);
      const right = min(ox * strideW - padLeft + kernelW, width);
      const to = y + <usize>(oy * yRow + ox * yPixel);
      const m = shift == 2 ? least : v128.load32_splat(multipliers + (<usize>(oy * outWidth + ox) << 2));
      for (let c = 0; c < channels; c += 8) {
        let acc0 = i32x4.splat(0);
        let acc1 = i32x4.splat(0);
        for (let iy = top; iy < bottom; iy++) {
          for (let ix = left; ix < right; ix++) {
            const half = eight<X>(x + <usize>(iy * xRow + ix * xPixel) + <usize>c * sizeof<X>());
            acc0 = i32x4.add(acc0, i32x4.extend_low_i16x8_s(half));
            acc1 = i32x4.add(acc1, i32x4.extend_high_i16x8_s(half));
          }
        }
        if (shift == 2) storeWords(to + (<usize>c << 2), acc0, acc1, channels - c);
        else storeNarrow(to + (<usize>c << shift), requant(acc0, m, least, most), requant(acc1, m, least, most), channels - c, shift);
      }
    }
  }
}

/**
 * One image; y = clamp(rne(f32(f32(sum of the window)*multipliers[oy*outW + ox]))), int8 or int16, or the int32 sum itself:
 * 1 << `shift` bytes each.
 */
export function sumPoolS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  multipliers: usize, shift: i32, lo: i32, hi: i32,
): void {
  sumPool<i8>(x, xPixel, xRow, height, width, channels, kernelH, kernelW, strideH, strideW, padTop, padLeft, y, yPixel, yRow, outHeight,
    outWidth, multipliers, shift, lo, hi);
}

/** The same of int16: sums modulo 2^32. */
export function sumPoolS16(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  multipliers: usize, shift: i32, lo: i32, hi: i32,
): void {
  sumPool<i16>(x, xPixel, xRow, height, width, channels, kernelH, kernelW, strideH, strideW, padTop, padLeft, y, yPixel, yRow, outHeight,
    outWidth, multipliers, shift, lo, hi);
}

/** y[c] = sum over r of x[r, c], int32. */
export function globalSumS8(x: usize, y: usize, rows: i32, channels: i32): void {
  for (let c = 0; c < channels; c += 8) {
    let acc0 = i32x4.splat(0);
    let acc1 = i32x4.splat(0);
    let from = x + <usize>c;
    for (let row = 0; row < rows; row++) {
      const half = v128.load8x8_s(from);
      acc0 = i32x4.add(acc0, i32x4.extend_low_i16x8_s(half));
      acc1 = i32x4.add(acc1, i32x4.extend_high_i16x8_s(half));
      from += <usize>channels;
    }
    storeWords(y + (<usize>c << 2), acc0, acc1, channels - c);
  }
}
