import type { ZeroFreedom } from '@openbpu/ir';
import { clamp, float32Scale, rne, scaleOfThreshold } from '@openbpu/tensor';

/**
 * How the integers of an activation stand for reals: one scale, or one per channel, and as many zeros, or none where
 * all are 0.
 */
export interface ActivationSteps {
  readonly scales: readonly number[];
  readonly zeros: readonly number[];
}

/** Integers of int8 besides 0. */
const STEPS = 255;
/** How many integers below 0 a tensor whose channels share their zero may have, to be tried. */
const BELOW = [128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4];

/**
 * Scales and zeros that let every channel reach from −floor to its threshold; one floor may serve all channels. Without
 * freedom, or where floors are not known, `threshold / 127` around 0. Else `(threshold + floor) / 255`, and `−128 +
 * rne(floor / scale)` stands for 0. Where channels have scales of their own but share the zero −128 + k, their scales
 * are `max(threshold / (255 − k), floor / k)` for the k that makes them smallest, in the mean of their logarithms.
 * docs/semantics.md, "Scales of channels, and what stands for 0".
 */
export function activationSteps(
  thresholds: ArrayLike<number>,
  floors: ArrayLike<number> | undefined,
  freedom: ZeroFreedom | undefined,
): ActivationSteps {
  const reach = Array.from(thresholds);
  if (!freedom || !floors) return { scales: reach.map((threshold) => scaleOfThreshold(threshold)), zeros: [] };
  const below = reach.map((_, c) => floors[floors.length === 1 ? 0 : c]);
  if (freedom === 'tensor' && reach.length > 1) return sharedZero(reach, below);
  const scales = reach.map((threshold, c) => scaleOfThreshold(threshold + below[c], 'uint8'));
  return { scales, zeros: scales.map((scale, c) => clamp(-128 + rne(below[c] / scale), -128, 127)) };
}

function sharedZero(reach: readonly number[], below: readonly number[]): ActivationSteps {
  const scalesFor = (k: number) =>
    reach.map((threshold, c) => float32Scale(Math.max(threshold / (STEPS - k), below[c] > 0 ? below[c] / k : 0)));
  const candidates = (below.some((floor) => floor > 0) ? BELOW : [0]).map((k) => ({ k, scales: scalesFor(k) }));
  const size = (scales: readonly number[]) => scales.reduce((sum, scale) => sum + Math.log2(scale), 0);
  const best = candidates.reduce((a, b) => (size(b.scales) < size(a.scales) ? b : a));
  return { scales: best.scales, zeros: best.scales.map(() => best.k - 128) };
}
