import { type ResizeNearest } from '../resize-nearest';

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
