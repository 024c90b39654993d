import type { Shape, Tensor } from '@openbpu/tensor';
import type { WindowAttrs } from './window';

/**
 * The sum of products of a convolution, written the plain way: NCHW, any group; padding reads as `padding`. `emit`
 * receives the flat output index, the output channel and the sum in double (exact for integers below 2^53).
 */
export function convolve(
  x: Tensor<'float32' | 'int8' | 'int16'>,
  w: Tensor<'float32' | 'int8' | 'int16'>,
  { strides, dilations, pads, group, padding = 0 }: WindowAttrs & { readonly group: number; readonly padding?: number },
  [batch, cout, oh, ow]: Shape,
  emit: (at: number, channel: number, sum: number) => void,
): void {
  const [, cin, h, width] = x.shape;
  const [, perGroup, kh, kw] = w.shape;
  const coutPerGroup = cout / group;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < cout; c++) {
      const first = Math.floor(c / coutPerGroup) * perGroup;
      for (let oy = 0; oy < oh; oy++) {
        for (let ox = 0; ox < ow; ox++) {
          let sum = 0;
          for (let ky = 0; ky < kh; ky++) {
            const iy = oy * strides[0] - pads[0] + ky * dilations[0];
            for (let kx = 0; kx < kw; kx++) {
              const ix = ox * strides[1] - pads[1] + kx * dilations[1];
              const inside = iy >= 0 && iy < h && ix >= 0 && ix < width;
              if (!inside && padding === 0) continue;
              for (let k = 0; k < perGroup; k++) {
                const value = inside ? x.data[((n * cin + first + k) * h + iy) * width + ix] : padding;
                sum += value * w.data[((c * perGroup + k) * kh + ky) * kw + kx];
              }
            }
          }
          emit(at++, c, sum);
        }
      }
    }
  }
}
