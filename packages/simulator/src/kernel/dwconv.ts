import type { DwConv } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { storeSum } from './accumulate';

/** `dwconv` as plain loops; sums are exact in double. */
export function dwconv(i: DwConv, memory: Memory): () => void {
  const x = memory.integers(i.x);
  const w = memory.integers(i.weights);
  const store = storeSum(memory, i);
  const [batch, h, width] = i.x.shape;
  const [, oh, ow, channels] = i.y.shape;
  const [sn, sh, sw, sc] = i.x.strides;
  const [tn, th, tw, tc] = i.y.strides;
  const [kh, kw] = i.kernel;
  const [x0, w0, y0] = [firstOf(i.x), firstOf(i.weights), firstOf(i.y)];
  const [stepY, stepX] = i.strides;
  const [dilateY, dilateX] = i.dilations;
  const [top, left] = i.pads;
  const { padding = 0 } = i;
  return () => {
    for (let n = 0; n < batch; n++) {
      for (let oy = 0; oy < oh; oy++) {
        for (let ox = 0; ox < ow; ox++) {
          for (let c = 0; c < channels; c++) {
            let sum = 0;
            for (let ky = 0; ky < kh; ky++) {
              const iy = oy * stepY - top + ky * dilateY;
              for (let kx = 0; kx < kw; kx++) {
                const ix = ox * stepX - left + kx * dilateX;
                const inside = iy >= 0 && iy < h && ix >= 0 && ix < width;
                sum +=
                  (inside ? x[x0 + n * sn + iy * sh + ix * sw + c * sc] : padding) *
                  w[w0 + (ky * kw + kx) * channels + c];
              }
            }
            store(y0 + n * tn + oy * th + ox * tw + c * tc, c, sum);
          }
        }
      }
    }
  };
}
