import { rangeOf, requantize } from '@openbpu/tensor';
import type { Accumulated, ConvS16, DwconvS8, GemmS16 } from '../convolution';
import { type Narrow, SHIFT } from '../element-type';
import { type PackedWeights, PANEL, PANEL_HEAD, panelBytes } from '../pack-weights';
import { forEachElement } from './move';
import { elementsOf } from './elements';
import { imageAt } from './image-at';

/** One output channel of packed weights: its bias, its multiplier and its weights. */
export interface PackedChannel {
  readonly bias: number;
  readonly multiplier: number;
  weight(index: number): number;
}

/** Output channel `channel` (over all groups) as the packing documents it. */
export function packedChannel(
  memory: ArrayBuffer,
  { offset, n, k, groups }: PackedWeights,
  channel: number,
): PackedChannel {
  const view = new DataView(memory);
  const each = n / groups;
  const group = Math.floor(channel / each);
  const inGroup = channel % each;
  const panel = offset + (group * Math.ceil(each / PANEL) + Math.floor(inGroup / PANEL)) * panelBytes(k);
  const lane = inGroup % PANEL;
  return {
    bias: view.getInt32(panel + lane * 4, true),
    multiplier: view.getFloat32(panel + PANEL * 4 + lane * 4, true),
    weight: (index) =>
      view.getInt16(panel + PANEL_HEAD + (Math.floor(index / 2) * PANEL * 2 + lane * 2 + (index % 2)) * 2, true),
  };
}

/** Writes an accumulator: modulo 2^32 as int32, or requantised. */
export function storeAccumulator(
  memory: ArrayBuffer,
  at: number,
  acc: number,
  multiplier: number,
  { output = 'int8', lo, hi }: Accumulated,
): void {
  const view = new DataView(memory);
  if (output === 'int32') return view.setInt32(at, acc | 0, true);
  const [least, most] = rangeOf(output);
  const q = requantize(acc, multiplier, lo ?? least, hi ?? most);
  if (output === 'int16') view.setInt16(at, q, true);
  else view.setInt8(at, q);
}

/** An accumulator as it is where sums are carried into doubles, modulo 2^32 where they are not. */
function kept(acc: number, block: number | undefined): number {
  return block === undefined ? acc | 0 : acc;
}

/** gemmS8 or gemmS16 on a copy of the memory, the slow and obvious way. */
export function gemmReference(xType: Narrow): (memory: ArrayBuffer, p: GemmS16) => void {
  return (memory, p) => {
    const { n, k } = p.weights;
    const elements = elementsOf(memory, xType);
    for (let row = 0; row < p.rows; row++) {
      for (let column = 0; column < n; column++) {
        const { bias, multiplier, weight } = packedChannel(memory, p.weights, column);
        const upper = p.upper && packedChannel(memory, p.upper, column);
        let acc = bias;
        for (let i = 0; i < k; i++)
          acc += elements(p.x, row * (p.xPitch ?? k) + i) * (weight(i) + 256 * (upper?.weight(i) ?? 0));
        const at = p.y + ((row * (p.yPitch ?? n) + column) << SHIFT[p.output ?? 'int8']);
        storeAccumulator(memory, at, kept(acc, p.block), multiplier, p);
      }
    }
  };
}

/** convS8 or convS16 on a copy of the memory, the slow and obvious way. */
export function convReference(xType: Narrow): (memory: ArrayBuffer, p: ConvS16) => void {
  return (memory, p) => {
    const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0, output = 'int8' } = p;
    const elements = elementsOf(memory, xType);
    const groupIn = x.channels / weights.groups;
    const groupOut = y.channels / weights.groups;
    forEachElement(y, (image, row, column, channel) => {
      const { bias, multiplier, weight } = packedChannel(memory, weights, channel);
      const firstIn = Math.floor(channel / groupOut) * groupIn;
      let acc = bias;
      for (let ky = 0; ky < kernel[0]; ky++) {
        for (let kx = 0; kx < kernel[1]; kx++) {
          const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
          const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
          const inside = iy >= 0 && iy < x.height && ix >= 0 && ix < x.width;
          for (let c = 0; c < groupIn; c++)
            acc +=
              (inside ? elements(imageAt(x, 1 << SHIFT[xType], image, iy, ix, firstIn + c)) : padding) *
              weight((ky * kernel[1] + kx) * groupIn + c);
        }
      }
      const at = imageAt(y, 1 << SHIFT[output], image, row, column, channel);
      storeAccumulator(memory, at, kept(acc, p.block), multiplier, p);
    });
  };
}

/** dwconvS8 or dwconvS16 on a copy of the memory, the slow and obvious way. */
export function dwconvReference(xType: Narrow): (memory: ArrayBuffer, p: DwconvS8) => void {
  return (memory, p) => {
    const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0, output = 'int8' } = p;
    const elements = elementsOf(memory, xType);
    forEachElement(y, (image, row, column, channel) => {
      const { bias, multiplier, weight } = packedChannel(memory, weights, channel);
      let acc = bias;
      for (let ky = 0; ky < kernel[0]; ky++) {
        for (let kx = 0; kx < kernel[1]; kx++) {
          const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
          const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
          const inside = iy >= 0 && iy < x.height && ix >= 0 && ix < x.width;
          acc +=
            (inside ? elements(imageAt(x, 1 << SHIFT[xType], image, iy, ix, channel)) : padding) *
            weight(ky * kernel[1] + kx);
        }
      }
      const at = imageAt(y, 1 << SHIFT[output], image, row, column, channel);
      storeAccumulator(memory, at, acc | 0, multiplier, p);
    });
  };
}
