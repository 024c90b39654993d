import { multiply, multiplyDeep, panelBytes, widen } from './gemm';

// @ts-ignore: decorator
@inline
function fill(to: usize, n: i32, padding: v128): usize {
  const end = to + (<usize>n << 1);
  while (to < end) {
    v128.store(to, padding);
    to += 16;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function conv<X>(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize, outChannels: i32, groups: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize, tileRows: i32, block: i32,
): void {
  const padding = i16x8.splat(<i16>paddingValue);
  const groupIn = channels / groups;
  const groupOut = outChannels / groups;
  const k = kernelH * kernelW * groupIn;
  const pitch: usize = <usize>((k + 7) & ~7) << 1;
  const tile = scratch + (<usize>tileRows << 2);
  const deep = tile + <usize>tileRows * pitch + 16;
  const groupPanels = <usize>((groupOut + 7) >> 3) * panelBytes(k);
  const pixels = outHeight * outWidth;
  const dense = dilationW == 1 && xPixel == groupIn * <i32>sizeof<X>();
  for (let group = 0; group < groups; group++) {
    const from = x + <usize>(group * groupIn * sizeof<X>());
    let oy = 0;
    let ox = 0;
    for (let first = 0; first < pixels; first += tileRows) {
      const count = min(pixels - first, tileRows);
      for (let r = 0; r < count; r++) {
        store<u32>(scratch + (<usize>r << 2), <u32>(y + <usize>(oy * yRow + ox * yPixel)));
        let to = tile + <usize>r * pitch;
        const top = oy * strideH - padTop;
        const left = ox * strideW - padLeft;
        for (let ky = 0; ky < kernelH; ky++) {
          const iy = top + ky * dilationH;
          if (iy < 0 || iy >= height) {
            to = fill(to, kernelW * groupIn, padding);
          } else if (dense) {
            const begin = min(max(-left, 0), kernelW);
            const end = max(min(width - left, kernelW), begin);
            if (begin) to = fill(to, begin * groupIn, padding);
            if (end > begin) to = widen<X>(to, from + <usize>(iy * xRow + (left + begin) * xPixel), (end - begin) * groupIn);
            if (kernelW > end) to = fill(to, (kernelW - end) * groupIn, padding);
          } else {
            for (let kx = 0; kx < kernelW; kx++) {
              const ix = left + kx * dilationW;
              to = ix < 0 || ix >= width ? fill(to, groupIn, padding) : widen<X>(to, from + <usize>(iy * xRow + ix * xPixel), groupIn);
            }
          }
        }
        if (++ox == outWidth) {
          ox = 0;
          oy++;
        }
      }
      const offset = <usize>(group * groupOut) << shift;
      if (sizeof<X>() == 2 && block) multiplyDeep(tile, count, k, panels, groupOut, scratch, offset, shift, lo, hi, block, 0, deep);
      else multiply(tile, count, k, panels, groupOut, scratch, offset, shift, lo, hi);
    }
    panels += groupPanels;
  }
}

/**
 * One image, every group: output pixels in tiles of `tileRows` rows of im2row, each multiplied by the group's panels.
 * Strides are bytes, elements of y 1 << `shift` of them. `scratch`: addresses of the tile's rows, then the widened rows
 * and 16 bytes.
 */
export function convS8(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize, outChannels: i32, groups: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize, tileRows: i32,
): void {
  conv<i8>(x, xPixel, xRow, height, width, channels, panels, outChannels, groups, kernelH, kernelW, strideH, strideW, dilationH, dilationW,
    padTop, padLeft, paddingValue, y, yPixel, yRow, outHeight, outWidth, shift, lo, hi, scratch, tileRows, 0);
}

/** The same of int16, DEEP_BYTES more of scratch; `block` as `multiplyDeep` has it, 0 where 32 bits hold every sum. */
export function convS16(
  x: usize, xPixel: i32, xRow: i32, height: i32, width: i32, channels: i32,
  panels: usize, outChannels: i32, groups: i32,
  kernelH: i32, kernelW: i32, strideH: i32, strideW: i32, dilationH: i32, dilationW: i32, padTop: i32, padLeft: i32, paddingValue: i32,
  y: usize, yPixel: i32, yRow: i32, outHeight: i32, outWidth: i32,
  shift: i32, lo: i32, hi: i32, scratch: usize, tileRows: i32, block: i32,
): void {
  conv<i16>(x, xPixel, xRow, height, width, channels, panels, outChannels, groups, kernelH, kernelW, strideH, strideW, dilationH, dilationW,
    padTop, padLeft, paddingValue, y, yPixel, yRow, outHeight, outWidth, shift, lo, hi, scratch, tileRows, block);
}
