import { rangeOf, requantize } from '@openbpu/tensor';
import type { ResizeBilinearMixed, ResizeBilinearS8, ResizeNearest } from '../resize';
import { elementsOf, writerOf } from './elements';

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

/** resizeBilinearMixed, and resizeBilinearS8, on a copy of the memory, the slow and obvious way. */
export function resizeBilinearReference(
  memory: ArrayBuffer,
  p: ResizeBilinearS8 & Partial<Pick<ResizeBilinearMixed, 'xType' | 'yType'>>,
): void {
  const { x, width, channels, rows, columns, y, outHeight, outWidth, multiplier, xType = 'int8', yType = 'int8' } = p;
  const [least, most] = rangeOf(yType);
  const { lo = least, hi = most } = p;
  const [read, word, write] = [elementsOf(memory, xType), elementsOf(memory, 'int32'), writerOf(memory, yType)];
  for (let oy = 0; oy < outHeight; oy++) {
    for (let ox = 0; ox < outWidth; ox++) {
      for (let c = 0; c < channels; c++) {
        let acc = 0;
        for (const v of [0, 1]) {
          for (const h of [0, 1]) {
            const [iy, ix] = [word(rows, oy * 4 + v), word(columns, ox * 4 + h)];
            const weight = word(rows, oy * 4 + 2 + v) * word(columns, ox * 4 + 2 + h);
            acc += weight * read(x, (iy * width + ix) * channels + c);
          }
        }
        write(y, (oy * outWidth + ox) * channels + c, requantize(acc, Math.fround(multiplier), lo, hi));
      }
    }
  }
}
