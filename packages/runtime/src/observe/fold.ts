import { exponentAbove } from './exponent-above';
import { meanUnits } from './mean-units';
import type { ChannelsResult, FoldResult, Magnitudes, Observation } from './observation';
import { patchProducts } from './patch-products';

/** Answers one observation on the elements of one tensor of one sample, the slow and obvious way: the law of `KernelFolds`. */
export function fold(observation: Observation, data: Float32Array): FoldResult {
  const magnitudes = absmax(data);
  if (observation.fold === 'absmax') return { fold: 'absmax', ...magnitudes };
  if (observation.fold === 'channels') return { fold: 'channels', ...magnitudes, ...channelwise(data, observation.channels, observation.inner) };
  if (observation.fold === 'products') return { fold: 'products', ...magnitudes, ...patchProducts(observation, data) };
  return { fold: 'histogram', ...magnitudes, ...histogram(data, observation.bins, magnitudes) };
}

/**
 * Bounds and means of channels. The mean of a channel is the sum of its planes, added in order, over the number of its
 * finite elements, all in double; then `meanUnits`.
 */
function channelwise(data: Float32Array, channels: number, inner: number): Omit<ChannelsResult, 'fold' | keyof Magnitudes> {
  const lows = new Float32Array(channels);
  const highs = new Float32Array(channels);
  const sums = new Float64Array(channels);
  const counts = new Float64Array(channels);
  for (let start = 0; start < data.length; start += inner) {
    const c = (start / inner) % channels;
    const plane = data.subarray(start, start + inner);
    for (const value of plane) {
      if (!Number.isFinite(value)) continue;
      lows[c] = counts[c] === 0 ? value + 0 : Math.min(lows[c], value + 0);
      highs[c] = counts[c] === 0 ? value + 0 : Math.max(highs[c], value + 0);
      counts[c]++;
    }
    sums[c] += sumOf(plane);
  }
  return { lows, highs, means: sums.map((sum, c) => meanUnits(sum, counts[c])), samples: 1 };
}

/**
 * The finite elements of one plane, added in double in the order of eight SIMD lanes: element i to partial sum i mod 8,
 * elements in order; then partial sums 4 to 7 to 0 to 3, then 2 and 3 to 0 and 1, then 1 to 0.
 */
function sumOf(plane: Float32Array): number {
  const parts = new Float64Array(8);
  plane.forEach((value, i) => {
    if (Number.isFinite(value)) parts[i % 8] += value;
  });
  for (let half = 4; half >= 1; half /= 2) for (let j = 0; j < half; j++) parts[j] += parts[j + half];
  return parts[0];
}

function absmax(data: Float32Array): Magnitudes {
  let largest = 0;
  let broken = 0;
  for (const value of data) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    else broken++;
  }
  return { absmax: largest, broken };
}

function histogram(data: Float32Array, bins: number, magnitudes: Magnitudes): { exponent: number; counts: Float64Array } {
  const exponent = exponentAbove(magnitudes.absmax);
  const counts = new Float64Array(bins);
  for (const value of data) if (Number.isFinite(value)) counts[Math.floor((Math.abs(value) * bins) / 2 ** exponent)]++;
  return { exponent, counts };
}
