import { requantize } from '@openbpu/tensor';
import type { ResizeBilinearS8, ResizeNearest } from '../resize';

/** resizeNearest on a copy of the memory, the slow and obvious way. */
export function resizeNearestReference(
  memory: ArrayBuffer,
  { x, width, pixelBytes, rows, columns, y, outHeight, outWidth }: ResizeNearest,
): void {
  const view = new DataView(memory);
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      const pixel = view.getInt32(rows + oy * 4, true) * width + view.getInt32(columns + ox * 4, true);
      for (let i = 0; i < pixelBytes; i++)
        view.setInt8(y + (oy * outWidth + ox) * pixelBytes + i, view.getInt8(x + pixel * pixelBytes + i));
    }
  }
}

/** resizeBilinearS8 on a copy of the memory, the slow and obvious way. */
export function resizeBilinearS8Reference(memory: ArrayBuffer, p: ResizeBilinearS8): void {
  const { x, width, channels, rows, columns, y, outHeight, outWidth, multiplier, lo = -128, hi = 127 } = p;
  const view = new DataView(memory);
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      for (let c = 0; c < channels; c++) {
        let acc = 0;
        for (const v of [0, 1]) {
          for (const h of [0, 1]) {
            const iy = view.getInt32(rows + oy * 16 + v * 4, true);
            const ix = view.getInt32(columns + ox * 16 + h * 4, true);
            const weight =
              view.getInt32(rows + oy * 16 + 8 + v * 4, true) * view.getInt32(columns + ox * 16 + 8 + h * 4, true);
            acc += weight * view.getInt8(x + (iy * width + ix) * channels + c);
          }
        }
        view.setInt8(y + (oy * outWidth + ox) * channels + c, requantize(acc, Math.fround(multiplier), lo, hi));
      }
    }
  }
}
