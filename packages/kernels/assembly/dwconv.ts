import { PANEL_HEAD, panelBytes } from './gemm';
import { requant } from './requant';
import { storeNarrow, storeWords } from './store';

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Eight elements as int16. */
// @ts-ignore: decorator
@inline
function eight<X>(from: usize): v128 {
  return sizeof<X>() == 1 ? v128.load8x8_s(from) : v128.load(from);
}

// @ts-ignore: decorator
@inline
function tap<X>(taps: usize, index: usize, c: usize): v128 {
  return eight<X>(<usize>load<u32>(taps + (index << 2)) + c);
}

/** Eight accumulators, or those of them that are channels, as elements of y. */
// @ts-ignore: decorator
@inline
function emit(to: usize, low: v128, high: v128, panels: usize, lo: v128, hi: v128, channels: i32, shift: i32): void {
  if (shift == 2) storeWords(to, low, high, channels);
  else storeNarrow(to, requant(low, v128.load(panels, 32), lo, hi), requant(high, v128.load(panels, 48), lo, hi), channels, shift);
}

/** One output pixel, nine taps held in locals: three in each of three rows, `step` bytes apart (zero in a row of padding). */
function pixel9<X>(
  t0: usize, step0: usize, t3: usize, step1: usize, t6: usize, step2: usize, panels: usize, panelSize: usize,
  y: usize, channels: i32, shift: i32, lo: v128, hi: v128,
): void {
  const t1 = t0 + step0, t2 = t1 + step0;
  const t4 = t3 + step1, t5 = t4 + step1;
  const t7 = t6 + step2, t8 = t7 + step2;
  for (let channel = 0; channel < channels; channel += 8) {
    const c = <usize>channel * sizeof<X>();
    let acc0 = v128.load(panels);
    let acc1 = v128.load(panels, 16);
    let a = eight<X>(t0 + c);
    let b = eight<X>(t1 + c);
    acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, b), v128.load(panels, 64)));
    acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, b), v128.load(panels, 80)));
    a = eight<X>(t2 + c);
    b = eight<X>(t3 + c);
    acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, b), v128.load(panels, 96)));
    acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, b), v128.load(panels, 112)));
    a = eight<X>(t4 + c);
    b = eight<X>(t5 + c);
    acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, b), v128.load(panels, 128)));
    acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, b), v128.load(panels, 144)));
    a = eight<X>(t6 + c);
    b = eight<X>(t7 + c);
    acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, b), v128.load(panels, 160)));
    acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, b), v128.load(panels, 176)));
    a = eight<X>(t8 + c);
    acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, a), v128.load(panels, 192)));
    acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, a), v128.load(panels, 208)));
    emit(y + (<usize>channel << shift), acc0, acc1, panels, lo, hi, channels - channel, shift);
    panels += panelSize;
  }
}

/** One output pixel, any even number of taps. */
function pixelAny<X>(
  taps: usize, pairs: i32, panels: usize, panelSize: usize, y: usize, channels: i32, shift: i32, lo: v128,
  hi: v128,
): void {
  for (let channel = 0; channel < channels; channel += 8) {
    const c = <usize>channel * sizeof<X>();
    let acc0 = v128.load(panels);
    let acc1 = v128.load(panels, 16);
    let w = panels + PANEL_HEAD;
    for (let pair = 0; pair < pairs; pair++) {
      const a = tap<X>(taps, <usize>pair << 1, c);
      const b = tap<X>(taps, (<usize>pair << 1) + 1, c);
      acc0 = i32x4.add(acc0, i32x4.dot_i16x8_s(low(a, b), v128.load(w)));
      acc1 = i32x4.add(acc1, i32x4.dot_i16x8_s(high(a, b), v128.load(w, 16)));
      w += 32;
    }
    emit(y + (<usize>channel << shift), acc0, acc1, panels, lo, hi, channels - channel, shift);
    panels += panelSize;
  }
}

// @ts-ignore: decorator
@inline
function dwconv<X>(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize,
): void {
  const count = kernelH * kernelW;
  const even = (count + 1) & ~1;
  const panelSize = panelBytes(count);
  const least = f32x4.splat(<f32>lo);
  const most = f32x4.splat(<f32>hi);
  const around = scratch + (<usize>even << 2);
  const padding = sizeof<X>() == 1 ? i8x16.splat(<i8>paddingValue) : i16x8.splat(<i16>paddingValue);
  for (let at: usize = 0; at < <usize>channels * sizeof<X>(); at += 16) v128.store(around + at, padding);
  store<u32>(scratch + (<usize>(even - 1) << 2), <u32>around);
  for (let oy = 0; oy < outHeight; oy++) {
    const top = oy * strideH - padTop;
    for (let ox = 0; ox < outWidth; ox++) {
      const left = ox * strideW - padLeft;
      const to = y + <usize>(oy * yRow + ox * yPixel);
      const inside = left >= 0 && left + (kernelW - 1) * dilationW < width;
      if (inside && kernelH == 3 && kernelW == 3) {
        const from = x + <usize>(top * xRow + left * xPixel);
        const down = <usize>(dilationH * xRow);
        const step = <usize>(dilationW * xPixel);
        const in0 = top >= 0 && top < height;
        const in1 = top + dilationH >= 0 && top + dilationH < height;
        const in2 = top + 2 * dilationH >= 0 && top + 2 * dilationH < height;
        pixel9<X>(in0 ? from : around, in0 ? step : 0, in1 ? from + down : around, in1 ? step : 0, in2 ? from + 2 * down : around, in2 ? step : 0,
          panels, panelSize, to, channels, shift, least, most);
        continue;
      }
      let slot = scratch;
      for (let ky = 0; ky < kernelH; ky++) {
        const iy = top + ky * dilationH;
        const row = iy >= 0 && iy < height;
        for (let kx = 0; kx < kernelW; kx++) {
          const ix = left + kx * dilationW;
          store<u32>(slot, row && ix >= 0 && ix < width ? <u32>(x + <usize>(iy * xRow + ix * xPixel)) : <u32>around);
          slot += 4;
        }
      }
      pixelAny<X>(scratch, even >> 1, panels, panelSize, to, channels, shift, least, most);
    }
  }
}

/**
 * One image. Panels hold weights [channels, taps]. Strides are bytes, elements of y 1 << `shift` of them.
 * `scratch`: one address per tap (rounded up to even), then `channels` elements of padding rounded up to sixteen bytes.
 */
export function dwconvS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize,
): void {
  dwconv<i8>(x, xPixel, xRow, height, width, channels, panels, kernelH, kernelW, strideH, strideW, dilationH, dilationW, padTop, padLeft,
    paddingValue, y, yPixel, yRow, outHeight, outWidth, shift, lo, hi, scratch);
}

/** The same of int16: sums modulo 2^32. */
export function dwconvS16(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize,
): void {
  dwconv<i16>(x, xPixel, xRow, height, width, channels, panels, kernelH, kernelW, strideH, strideW, dilationH, dilationW, padTop, padLeft,
    paddingValue, y, yPixel, yRow, outHeight, outWidth, shift, lo, hi, scratch);
}
