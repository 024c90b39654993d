import { type SumPoolS8 } from '../sum-pool-s8';
import { forEachElement } from './for-each-element';
import { imageAt } from './image-at';
import { storeAccumulator } from './store-accumulator';

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
