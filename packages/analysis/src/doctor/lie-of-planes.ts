import type { GivenInput, GivenSample } from './feeding';
import { planesOf } from './feeding';

/**
 * How the three channels of pictures lie, by how smooth they are either way: the natural logarithm of how much rougher
 * the elements are read as planes than read as pixels, the mean of rows and columns over all samples. Below 0: planes
 * (NCHW); above: pixels (NHWC). Undefined of inputs that are no pictures of three channels, and of flat ones.
 */
export function lieOfPlanes(samples: readonly GivenSample[], input: GivenInput): number | undefined {
  const planes = planesOf(input);
  if (!planes || planes.channels !== 3 || planes.height < 4 || planes.width < 4) return undefined;
  const { width } = planes;
  let sum = 0;
  let seen = 0;
  for (const { data } of samples) {
    const rows = Math.log(step(data, width) / step(data, 3 * width));
    const columns = Math.log(step(data, 1) / step(data, 3));
    if (!Number.isFinite(rows + columns)) continue;
    sum += (rows + columns) / 2;
    seen++;
  }
  return seen === 0 ? undefined : sum / seen;
}

/** The mean magnitude of the difference of elements so far apart. */
function step(data: Float32Array, apart: number): number {
  let sum = 0;
  for (let i = apart; i < data.length; i++) sum += Math.abs(data[i] - data[i - apart]);
  return sum / (data.length - apart);
}
