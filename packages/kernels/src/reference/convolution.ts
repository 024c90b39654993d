import { requantize } from '@openbpu/tensor';
import type { ConvS8, DwconvS8, GemmS8 } from '../convolution';
import { type PackedWeights, PANEL, PANEL_HEAD, panelBytes } from '../pack-weights';
import { forEachElement } from './move';
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

/** Writes an accumulator (taken modulo 2^32) as it is, or requantised to int8. */
export function storeAccumulator(
  memory: ArrayBuffer,
  at: number,
  acc: number,
  multiplier: number,
  { output = 'int8', lo = -128, hi = 127 }: { output?: 'int8' | 'int32'; lo?: number; hi?: number },
): void {
  const view = new DataView(memory);
  if (output === 'int32') view.setInt32(at, acc | 0, true);
  else view.setInt8(at, requantize(acc | 0, multiplier, lo, hi));
}

/** gemmS8 on a copy of the memory, the slow and obvious way. */
export function gemmS8Reference(memory: ArrayBuffer, p: GemmS8): void {
  const { n, k } = p.weights;
  const bytes = new Int8Array(memory);
  for (let row = 0; row < p.rows; row++) {
    for (let column = 0; column < n; column++) {
      const { bias, multiplier, weight } = packedChannel(memory, p.weights, column);
      let acc = bias;
      for (let i = 0; i < k; i++) acc += bytes[p.x + row * (p.xPitch ?? k) + i] * weight(i);
      const at = p.y + (row * (p.yPitch ?? n) + column) * (p.output === 'int32' ? 4 : 1);
      storeAccumulator(memory, at, acc, multiplier, p);
    }
  }
}

/** convS8 on a copy of the memory, the slow and obvious way. */
export function convS8Reference(memory: ArrayBuffer, p: ConvS8): void {
  const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0 } = p;
  const bytes = new Int8Array(memory);
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
            (inside ? bytes[imageAt(x, 1, image, iy, ix, firstIn + c)] : padding) *
            weight((ky * kernel[1] + kx) * groupIn + c);
      }
    }
    storeAccumulator(memory, imageAt(y, p.output === 'int32' ? 4 : 1, image, row, column, channel), acc, multiplier, p);
  });
}

/** dwconvS8 on a copy of the memory, the slow and obvious way. */
export function dwconvS8Reference(memory: ArrayBuffer, p: DwconvS8): void {
  const { x, y, weights, kernel, strides, dilations = [1, 1], padBefore = [0, 0], padding = 0 } = p;
  const bytes = new Int8Array(memory);
  forEachElement(y, (image, row, column, channel) => {
    const { bias, multiplier, weight } = packedChannel(memory, weights, channel);
    let acc = bias;
    for (let ky = 0; ky < kernel[0]; ky++) {
      for (let kx = 0; kx < kernel[1]; kx++) {
        const iy = row * strides[0] - padBefore[0] + ky * dilations[0];
        const ix = column * strides[1] - padBefore[1] + kx * dilations[1];
        const inside = iy >= 0 && iy < x.height && ix >= 0 && ix < x.width;
        acc += (inside ? bytes[imageAt(x, 1, image, iy, ix, channel)] : padding) * weight(ky * kernel[1] + kx);
      }
    }
    storeAccumulator(memory, imageAt(y, p.output === 'int32' ? 4 : 1, image, row, column, channel), acc, multiplier, p);
  });
}
