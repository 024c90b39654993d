import type { ImageView } from '@openbpu/kernels';
import type { Region } from '@openbpu/machine';
import type { Memory } from '../memory';

/** An image [n, h, w, c] as the kernels see it. */
export function image(region: Region, memory: Memory): ImageView {
  const [images, height, width, channels] = region.shape;
  const [imagePitch, rowPitch, pixelPitch] = region.strides;
  return { offset: memory.address(region), images, height, width, channels, imagePitch, rowPitch, pixelPitch };
}
