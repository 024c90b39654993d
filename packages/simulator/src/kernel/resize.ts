import type { Resize } from '@openbpu/machine';
import { clamp, rangeOf, requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';

/** Weights of a pair of neighbours sum to this. */
const ONE = 2048;

/** `resize` as plain loops; the weighted sums are exact in double. */
export function resize(i: Resize, memory: Memory): () => void {
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const rows = memory.array(i.rows.space, 'int32');
  const columns = memory.array(i.columns.space, 'int32');
  const [r0, c0, x0, y0] = [firstOf(i.rows), firstOf(i.columns), firstOf(i.x), firstOf(i.y)];
  const [batch, h, w] = i.x.shape;
  const [, oh, ow, channels] = i.y.shape;
  const [sn, sh, sw, sc] = i.x.strides;
  const [tn, th, tw, tc] = i.y.strides;
  const [low, high] = rangeOf(i.y.dtype === 'int16' ? 'int16' : 'int8');
  const row = (index: number) => clamp(index, 0, h - 1) * sh;
  const column = (index: number) => clamp(index, 0, w - 1) * sw;
  if (i.fn === 'nearest') {
    return () => {
      for (let n = 0; n < batch; n++) {
        for (let oy = 0; oy < oh; oy++) {
          for (let ox = 0; ox < ow; ox++) {
            const from = x0 + n * sn + row(rows[r0 + oy]) + column(columns[c0 + ox]);
            const to = y0 + n * tn + oy * th + ox * tw;
            for (let c = 0; c < channels; c++) y[to + c * tc] = x[from + c * sc];
          }
        }
      }
    };
  }
  return () => {
    for (let n = 0; n < batch; n++) {
      for (let oy = 0; oy < oh; oy++) {
        const upper = x0 + n * sn + row(rows[r0 + 3 * oy]);
        const lower = x0 + n * sn + row(rows[r0 + 3 * oy + 1]);
        const v = rows[r0 + 3 * oy + 2];
        for (let ox = 0; ox < ow; ox++) {
          const left = column(columns[c0 + 3 * ox]);
          const right = column(columns[c0 + 3 * ox + 1]);
          const u = columns[c0 + 3 * ox + 2];
          const to = y0 + n * tn + oy * th + ox * tw;
          for (let c = 0; c < channels; c++) {
            const at = c * sc;
            const sum =
              (ONE - v) * ((ONE - u) * x[upper + left + at] + u * x[upper + right + at]) +
              v * ((ONE - u) * x[lower + left + at] + u * x[lower + right + at]);
            y[to + c * tc] = requantize(sum, i.multiplier, low, high);
          }
        }
      }
    }
  };
}
