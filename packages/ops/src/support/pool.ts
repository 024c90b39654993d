import type { Shape, Tensor } from '@openbpu/tensor';
import type { WindowAttrs } from './window';

/**
 * Folds the elements under every position of a sliding window, channel by channel, pads left out. `emit` receives the
 * flat output index, the position within the output plane and the folded number.
 */
export function poolWindows(
  x: Tensor<'float32' | 'int8' | 'int16'>,
  { kernel, strides, dilations, pads }: WindowAttrs,
  [batch, channels, oh, ow]: Shape,
  start: number,
  fold: (soFar: number, element: number) => number,
  emit: (at: number, position: number, folded: number) => void,
): void {
  const [, , h, w] = x.shape;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let oy = 0; oy < oh; oy++) {
      for (let ox = 0; ox < ow; ox++) {
        let folded = start;
        for (let ky = 0; ky < kernel[0]; ky++) {
          const iy = oy * strides[0] - pads[0] + ky * dilations[0];
          if (iy < 0 || iy >= h) continue;
          for (let kx = 0; kx < kernel[1]; kx++) {
            const ix = ox * strides[1] - pads[1] + kx * dilations[1];
            if (ix < 0 || ix >= w) continue;
            folded = fold(folded, x.data[(plane * h + iy) * w + ix]);
          }
        }
        const position = oy * ow + ox;
        emit(plane * oh * ow + position, position, folded);
      }
    }
  }
}
