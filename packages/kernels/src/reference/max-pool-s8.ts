import { type MaxPoolS8 } from '../max-pool-s8';
import { forEachElement } from './for-each-element';
import { imageAt } from './image-at';

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
