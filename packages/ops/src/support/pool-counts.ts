import { type WindowAttrs, windowOutput } from './window';

/** A window of averages: which part of the pads counts as elements, of value 0. */
export interface AverageWindow extends WindowAttrs {
  /** Top, left, bottom, right: at most the pads themselves. */
  readonly counted: readonly [number, number, number, number];
}

/**
 * The number each average divides by, row-major over the output plane: the taps of the window that fall on the input or
 * on the counted part of its pads, and 1 where there is none. A function of the attributes and the input size alone.
 */
export function poolCounts(height: number, width: number, a: AverageWindow): Int32Array {
  const [oh, ow] = windowOutput(height, width, a);
  const rows = axisCounts(height, oh, 0, a);
  const columns = axisCounts(width, ow, 1, a);
  return Int32Array.from({ length: oh * ow }, (_, i) => Math.max(rows[Math.floor(i / ow)] * columns[i % ow], 1));
}

function axisCounts(
  size: number,
  positions: number,
  axis: 0 | 1,
  { kernel, strides, dilations, pads, counted }: AverageWindow,
): number[] {
  return Array.from({ length: positions }, (_, position) => {
    let count = 0;
    for (let tap = 0; tap < kernel[axis]; tap++) {
      const at = position * strides[axis] - pads[axis] + tap * dilations[axis];
      if (at >= -counted[axis] && at < size + counted[axis + 2]) count++;
    }
    return count;
  });
}

/**
 * `M = fround(s_x / (s_y·count))`, what turns an integer sum into the mean at the output's scale; in double, rounded
 * once.
 */
export function meanMultiplier(xScale: number, yScale: number, count: number): number {
  return Math.fround(xScale / (yScale * count));
}
