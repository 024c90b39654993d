import { type ConvS8 } from '../conv-s8';
import { forEachElement } from './for-each-element';
import { imageAt } from './image-at';
import { packedChannel } from './packed-weight';
import { storeAccumulator } from './store-accumulator';

/** convS8 on a copy of the memory, the slow and obvious way. */
export function convS8Reference(memory: ArrayBuffer, p: ConvS8): void {
  const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0 } = p;
  const bytes = new Int8Array(memory);
  const groupIn = x.channels / weights.groups;
  const groupOut = y.channels / weights.groups;
  forEachElement(y, (image, row, column, channel) => {
    const { bias, multiplier, weight } = packedChannel(memory, weights, channel);
    const firstIn = Math.floor(channel / groupOut) * groupIn;
    let acc = bias;
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
        const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
        const inside = iy >= 0 && iy < x.height && ix >= 0 && ix < x.width;
        for (let c = 0; c < groupIn; c++)
          acc +=
            (inside ? bytes[imageAt(x, 1, image, iy, ix, firstIn + c)] : padding) *
            weight((ky * kernel[1] + kx) * groupIn + c);
      }
    }
    storeAccumulator(memory, imageAt(y, p.output === 'int32' ? 4 : 1, image, row, column, channel), acc, multiplier, p);
  });
}
