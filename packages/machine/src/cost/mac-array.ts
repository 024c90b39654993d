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

/** Cycles of the array for the types of the operands: that of int16 where either is int16. */
export function arrayCycles(
  work: MacWork,
  { x, weights }: { readonly x: View; readonly weights: View },
  { macArray }: MachineFeatures,
): number {
  const wide = x.dtype === 'int16' || weights.dtype === 'int16';
  return macCycles(work, macArray[wide ? 'int16' : 'int8']);
}
