import { type ProductsWish, chosenPositions } from '@openbpu/runtime';
import { windowOutput } from '@openbpu/ops';

/** Rows of patches are padded to whole vectors of int16. */
const VECTOR = 8;

/** What a group of a convolution reads at some places of some tensors. */
export interface Patches {
  /** Row k holds element k of every patch, in steps of its channel: size × length, zeros behind `count`. */
  readonly rows: Int16Array;
  readonly size: number;
  readonly length: number;
  readonly count: number;
}

/** Places of a convolution's output, the same in every tensor. */
export interface Places {
  /** Within the whole output: of item n, row y and column x, (n · rows + y) · columns + x. */
  readonly chosen: Int32Array;
  readonly plane: number;
  readonly columns: number;
}

/** At most so many places of an output of [items, …, rows, columns]. */
export function placesOf({ image: [, height, width], window }: ProductsWish, items: number, most: number): Places {
  const [rows, columns] = windowOutput(height, width, window);
  return { chosen: chosenPositions(items * rows * columns, most), plane: rows * columns, columns };
}

/** The patches of group g at these places of tensors of one shape, rounded to steps, one tensor after the other. */
export function gatherPatches(
  { image: [channels, height, width], window, scales }: ProductsWish,
  tensors: readonly Float32Array[],
  g: number,
  { chosen, plane, columns }: Places,
): Patches {
  const { kernel, strides, dilations, pads, group } = window;
  const perGroup = channels / group;
  const size = perGroup * kernel[0] * kernel[1];
  const count = tensors.length * chosen.length;
  const length = Math.ceil(count / VECTOR) * VECTOR;
  const rows = new Int16Array(size * length);
  const images = chosen.map((at) => Math.floor(at / plane) * channels * height * width);
  const tops = chosen.map((at) => Math.floor((at % plane) / columns) * strides[0] - pads[0]);
  const lefts = chosen.map((at) => ((at % plane) % columns) * strides[1] - pads[1]);
  for (const [t, data] of tensors.entries()) {
    let to = t * chosen.length;
    for (let c = g * perGroup; c < (g + 1) * perGroup; c++) {
      const perStep = 1 / scales[scales.length === 1 ? 0 : c];
      for (let ky = 0; ky < kernel[0]; ky++) {
        for (let kx = 0; kx < kernel[1]; kx++, to += length) {
          for (let i = 0; i < chosen.length; i++) {
            const y = tops[i] + ky * dilations[0];
            const x = lefts[i] + kx * dilations[1];
            if (y >= 0 && y < height && x >= 0 && x < width)
              rows[to + i] = Math.round(data[images[i] + (c * height + y) * width + x] * perStep);
          }
        }
      }
    }
  }
  return { rows, size, length, count };
}

/** Writes what channel o of tensors [items, channels, rows, columns] has at these places, tensor after tensor. */
export function gatherChannel(
  tensors: readonly Float32Array[],
  channels: number,
  o: number,
  { chosen, plane }: Places,
  found: Float64Array,
): Float64Array {
  let to = 0;
  for (const data of tensors)
    for (const at of chosen) {
      const item = Math.floor(at / plane);
      found[to++] = data[(item * channels + o) * plane + (at - item * plane)];
    }
  return found;
}
