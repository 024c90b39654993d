import type { MacArray, MachineFeatures } from '../features';
import type { View } from '../region';

/**
 * One instruction of the tensor queue as the MAC array sees it: `times` products of [outputs, depth] by [depth,
 * pixels].
 */
export interface MacWork {
  readonly outputs: number;
  readonly depth: number;
  readonly pixels: number;
  readonly times: number;
}

/** Each side of the array takes its dimension in steps of its own length. */
export function macCycles(
  { outputs, depth, pixels, times }: MacWork,
  { outputChannels, inputChannels, pixels: side }: MacArray,
): number {
  return times * Math.ceil(outputs / outputChannels) * Math.ceil(depth / inputChannels) * Math.ceil(pixels / side);
}

/** Operands that say by their types which array is taken. */
interface Operands {
  readonly x: View;
  readonly weights: View;
}

/** As many channels as pictures have of colours, at the most. */
export const COLOURS = 4;

const isWide = ({ x, weights }: Operands): boolean => x.dtype === 'int16' || weights.dtype === 'int16';

/**
 * Cycles of the array for the types of the operands: that of int16 where either is int16. `sort` says at which share of
 * its products, where the march has a pace.
 */
export function arrayCycles(
  work: MacWork,
  operands: Operands,
  { macArray, pace }: MachineFeatures,
  sort: 'window' | 'pixel' | 'computed',
): number {
  const wide = isWide(operands);
  const cycles = macCycles(work, macArray[wide ? 'int16' : 'int8']);
  if (!pace) return cycles;
  const { tensor } = pace;
  if (sort === 'pixel' && work.depth <= COLOURS && work.outputs <= COLOURS)
    return Math.ceil(work.pixels * tensor.colourCycles);
  const first = sort === 'computed' ? tensor.computedCycles : 0;
  return Math.ceil(first + (cycles * (wide ? tensor.wide : 1)) / tensor[sort]);
}

/** Cycles of products that are not summed over channels, one for each tap of a window; of int16 twice as many. */
export function depthwiseCycles(work: MacWork, operands: Operands, features: MachineFeatures): number {
  const { pace } = features;
  if (!pace) return arrayCycles(work, operands, features, 'window');
  const { depthwise } = pace.tensor;
  const channels = Math.ceil(work.outputs / depthwise.channels) * depthwise.channels;
  const slower = isWide(operands) ? 2 : 1;
  return Math.ceil((work.times * channels * work.pixels * slower) / depthwise.products);
}
