import type { Sample } from '@openbpu/machine';
import { rangeOf, requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';

/** Weights of a pair of neighbours sum to this. */
const ONE = 2048;

/** `sample` as plain loops; the weighted sums are exact in double. */
export function sample(i: Sample, memory: Memory): () => void {
  const [x, grid, y] = [memory.integers(i.x), memory.integers(i.grid), memory.integers(i.y)];
  const rows = memory.array(i.rows.space, 'int32');
  const columns = memory.array(i.columns.space, 'int32');
  const [r0, c0, x0, g0, y0] = [i.rows, i.columns, i.x, i.grid, i.y].map(firstOf);
  const mask = i.rows.shape[0] - 1;
  const [, h, w] = i.x.shape;
  const [batch, oh, ow, channels] = i.y.shape;
  const [sn, sh, sw, sc] = i.x.strides;
  const [gn, gh, gw, gc] = i.grid.strides;
  const [tn, th, tw, tc] = i.y.strides;
  const [low, high] = rangeOf(i.y.dtype === 'int16' ? 'int16' : 'int8');
  return () => {
    for (let n = 0; n < batch; n++) {
      for (let oy = 0; oy < oh; oy++) {
        for (let ox = 0; ox < ow; ox++) {
          const q = g0 + n * gn + oy * gh + ox * gw;
          const across = columns[c0 + (grid[q] & mask)];
          const down = rows[r0 + (grid[q + gc] & mask)];
          const [top, left] = [Math.floor(down / ONE), Math.floor(across / ONE)];
          const [v, u] = [down - top * ONE, across - left * ONE];
          for (let c = 0; c < channels; c++) {
            const at = x0 + n * sn + c * sc;
            const element = (row: number, column: number) =>
              row >= 0 && row < h && column >= 0 && column < w ? x[at + row * sh + column * sw] : 0;
            const sum =
              (ONE - v) * ((ONE - u) * element(top, left) + u * element(top, left + 1)) +
              v * ((ONE - u) * element(top + 1, left) + u * element(top + 1, left + 1));
            y[y0 + n * tn + oy * th + ox * tw + c * tc] = requantize(sum, i.multiplier, low, high);
          }
        }
      }
    }
  };
}
