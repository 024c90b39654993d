import { pack8, requant } from './requant';
import { storeBytes, storeWords } from './store';

/** One image; positions outside it do not take part; an empty window gives -128. Strides are bytes. */
export function maxPoolS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
): void {
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      const to = y + <usize>(oy * yRow + ox * yPixel);
      for (let c = 0; c < channels; c += 16) {
        let best = i8x16.splat(-128);
        for (let ky = 0; ky < kernelH; ky++) {
          const iy = oy * strideH - padTop + ky * dilationH;
          if (iy < 0 || iy >= height) continue;
          for (let kx = 0; kx < kernelW; kx++) {
            const ix = ox * strideW - padLeft + kx * dilationW;
            if (ix < 0 || ix >= width) continue;
            best = i8x16.max_s(best, v128.load(x + <usize>(iy * xRow + ix * xPixel + c)));
          }
        }
        storeBytes(to + <usize>c, best, channels - c);
      }
    }
  }
}

/** One image; y = clamp(rne(f32(f32(sum of the window)*multipliers[oy*outW + ox]))), or the int32 sum itself when wide. */
export function sumPoolS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  multipliers: usize, wide: bool, lo: i32, hi: i32,
): void {
  const least = f32x4.splat(<f32>lo), most = f32x4.splat(<f32>hi);
  for (let oy = 0; oy < outHeight; oy++) {
    const top = max(oy * strideH - padTop, 0);
    const bottom = min(oy * strideH - padTop + kernelH, height);
    for (let ox = 0; ox < outWidth; ox++) {
      const left = max(ox * strideW - padLeft, 0);
      const right = min(ox * strideW - padLeft + kernelW, width);
      const to = y + <usize>(oy * yRow + ox * yPixel);
      const m = wide ? least : v128.load32_splat(multipliers + (<usize>(oy * outWidth + ox) << 2));
      for (let c = 0; c < channels; c += 8) {
        let acc0 = i32x4.splat(0);
        let acc1 = i32x4.splat(0);
        for (let iy = top; iy < bottom; iy++) {
          for (let ix = left; ix < right; ix++) {
            const half = v128.load8x8_s(x + <usize>(iy * xRow + ix * xPixel + c));
            acc0 = i32x4.add(acc0, i32x4.extend_low_i16x8_s(half));
            acc1 = i32x4.add(acc1, i32x4.extend_high_i16x8_s(half));
          }
        }
        if (wide) storeWords(to + (<usize>c << 2), acc0, acc1, channels - c);
        else storeBytes(to + <usize>c, pack8(requant(acc0, m, least, most), requant(acc1, m, least, most)), min(channels - c, 8));
      }
    }
  }
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
