import type { Pool } from '@openbpu/machine';
import { rangeOf, requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';

/** `pool` as plain loops: what the window finds, then how it is stored. */
export function pool(i: Pool, memory: Memory): () => void {
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const [batch, h, width] = i.x.shape;
  const [, oh, ow, channels] = i.y.shape;
  const [sn, sh, sw, sc] = i.x.strides;
  const [tn, th, tw, tc] = i.y.strides;
  const [x0, y0] = [firstOf(i.x), firstOf(i.y)];
  const [lowest] = rangeOf(i.x.dtype === 'int16' ? 'int16' : 'int8');
  const max = i.fn === 'max';
  const multiplier = i.multiplier && {
    at: firstOf(i.multiplier),
    strides: i.multiplier.strides,
    data: memory.array(i.multiplier.space, 'float32'),
  };
  const inside = (n: number, oy: number, ox: number, c: number): number => {
    let found = max ? lowest : 0;
    for (let ky = 0; ky < i.kernel[0]; ky++) {
      const iy = oy * i.strides[0] - i.pads[0] + ky * i.dilations[0];
      if (iy < 0 || iy >= h) continue;
      for (let kx = 0; kx < i.kernel[1]; kx++) {
        const ix = ox * i.strides[1] - i.pads[1] + kx * i.dilations[1];
        if (ix < 0 || ix >= width) continue;
        const value = x[x0 + n * sn + iy * sh + ix * sw + c * sc];
        found = max ? Math.max(found, value) : found + value;
      }
    }
    return found;
  };
  return () => {
    for (let n = 0; n < batch; n++) {
      for (let oy = 0; oy < oh; oy++) {
        for (let ox = 0; ox < ow; ox++) {
          const m = multiplier
            ? multiplier.data[multiplier.at + oy * multiplier.strides[0] + ox * multiplier.strides[1]]
            : 1;
          for (let c = 0; c < channels; c++) {
            const found = inside(n, oy, ox, c);
            y[y0 + n * tn + oy * th + ox * tw + c * tc] = multiplier ? requantize(found, m, i.low, i.high) : found;
          }
        }
      }
    }
  };
}
