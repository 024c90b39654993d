import type { GlobalSumS8, MaxPoolS8, SumPoolS8 } from '../pool';
import { forEachElement } from './move';
import { imageAt } from './image-at';
import { storeAccumulator } from './convolution';

/** maxPoolS8 on a copy of the memory, the slow and obvious way. */
export function maxPoolS8Reference(
  memory: ArrayBuffer,
  { x, y, kernel, strides, dilations = [1, 1], padBefore = [0, 0] }: MaxPoolS8,
): void {
  const bytes = new Int8Array(memory);
  forEachElement(y, (image, row, column, channel) => {
    let best = -128;
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
        const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
        if (iy < 0 || iy >= x.height || ix < 0 || ix >= x.width) continue;
        best = Math.max(best, bytes[imageAt(x, 1, image, iy, ix, channel)]);
      }
    }
    bytes[imageAt(y, 1, image, row, column, channel)] = best;
  });
}

/** sumPoolS8 on a copy of the memory, the slow and obvious way. */
export function sumPoolS8Reference(memory: ArrayBuffer, p: SumPoolS8): void {
  const { x, y, kernel, strides, padBefore = [0, 0], multipliers } = p;
  const bytes = new Int8Array(memory);
  const view = new DataView(memory);
  forEachElement(y, (image, row, column, channel) => {
    let sum = 0;
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        const iy = row * strides[0] - padBefore[0] + ky;
        const ix = column * strides[1] - padBefore[1] + kx;
        if (iy < 0 || iy >= x.height || ix < 0 || ix >= x.width) continue;
        sum += bytes[imageAt(x, 1, image, iy, ix, channel)];
      }
    }
    const m = multipliers === undefined ? 1 : view.getFloat32(multipliers + (row * y.width + column) * 4, true);
    storeAccumulator(memory, imageAt(y, p.output === 'int32' ? 4 : 1, image, row, column, channel), sum, m, p);
  });
}

/** globalSumS8 on a copy of the memory, the slow and obvious way. */
export function globalSumS8Reference(memory: ArrayBuffer, { x, y, rows, channels }: GlobalSumS8): void {
  const view = new DataView(memory);
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += view.getInt8(x + row * channels + c);
    view.setInt32(y + c * 4, sum, true);
  }
}
