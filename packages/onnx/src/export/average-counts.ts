import type { WindowAttrs } from './window';

type Pair = readonly [number, number];
type Sides = readonly [number, number, number, number];

/**
 * How many taps of each position of a window fall on the input or the `counted` part of its pads; 1 where none does.
 */
export function averageCounts(input: Pair, output: Pair, window: WindowAttrs, counted: Sides): Float32Array {
  const [rows, columns] = ([0, 1] as const).map((axis) => alongAxis(axis, input[axis], output[axis], window, counted));
  return Float32Array.from({ length: output[0] * output[1] }, (_, i) =>
    Math.max(rows[Math.floor(i / output[1])] * columns[i % output[1]], 1),
  );
}

function alongAxis(
  axis: 0 | 1,
  size: number,
  positions: number,
  { kernel, strides, dilations, pads }: WindowAttrs,
  counted: Sides,
): number[] {
  return Array.from({ length: positions }, (_, position) => {
    const taps = Array.from(
      { length: kernel[axis] },
      (__, tap) => position * strides[axis] - pads[axis] + tap * dilations[axis],
    );
    return taps.filter((at) => at >= -counted[axis] && at < size + counted[axis + 2]).length;
  });
}
