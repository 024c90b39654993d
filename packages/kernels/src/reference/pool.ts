import { rangeOf } from '@openbpu/tensor';
import { type Narrow, SHIFT } from '../element-type';
import type { GlobalSumS8, MaxPoolS8, SumPoolS8 } from '../pool';
import { forEachElement } from './move';
import { elementsOf, writerOf } from './elements';
import { imageAt } from './image-at';
import { storeAccumulator } from './convolution';

/** maxPoolS8 or maxPoolS16 on a copy of the memory, the slow and obvious way. */
export function maxPoolReference(type: Narrow): (memory: ArrayBuffer, p: MaxPoolS8) => void {
  return (memory, { x, y, kernel, strides, dilations = [1, 1], padBefore = [0, 0] }) => {
    const [read, write] = [elementsOf(memory, type), writerOf(memory, type)];
    const bytes = 1 << SHIFT[type];
    forEachElement(y, (image, row, column, channel) => {
      let [best] = rangeOf(type);
      for (let ky = 0; ky < kernel[0]; ky++) {
        for (let kx = 0; kx < kernel[1]; kx++) {
          const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
          const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
          if (iy < 0 || iy >= x.height || ix < 0 || ix >= x.width) continue;
          best = Math.max(best, read(imageAt(x, bytes, image, iy, ix, channel)));
        }
      }
      write(imageAt(y, bytes, image, row, column, channel), 0, best);
    });
  };
}

/** sumPoolS8 or sumPoolS16 on a copy of the memory, the slow and obvious way. */
export function sumPoolReference(type: Narrow): (memory: ArrayBuffer, p: SumPoolS8) => void {
  return (memory, p) => {
    const { x, y, kernel, strides, padBefore = [0, 0], multipliers, output = 'int8' } = p;
    const read = elementsOf(memory, type);
    const view = new DataView(memory);
    forEachElement(y, (image, row, column, channel) => {
      let sum = 0;
      for (let ky = 0; ky < kernel[0]; ky++) {
        for (let kx = 0; kx < kernel[1]; kx++) {
          const iy = row * strides[0] - padBefore[0] + ky;
          const ix = column * strides[1] - padBefore[1] + kx;
          if (iy < 0 || iy >= x.height || ix < 0 || ix >= x.width) continue;
          sum += read(imageAt(x, 1 << SHIFT[type], image, iy, ix, channel));
        }
      }
      const m = multipliers === undefined ? 1 : view.getFloat32(multipliers + (row * y.width + column) * 4, true);
      storeAccumulator(memory, imageAt(y, 1 << SHIFT[output], image, row, column, channel), sum, m, p);
    });
  };
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
