import { exponentAbove } from './exponent-above';
import type { FoldResult, Magnitudes, Observation } from './observation';

/** Answers one observation on the elements of one tensor of one sample, the slow and obvious way: the law of `KernelFolds`. */
export function fold(observation: Observation, data: Float32Array): FoldResult {
  const magnitudes = absmax(data);
  if (observation.fold === 'absmax') return { fold: 'absmax', ...magnitudes };
  if (observation.fold === 'channels') return { fold: 'channels', ...magnitudes, maxima: maxima(data, observation.channels, observation.inner) };
  return { fold: 'histogram', ...magnitudes, ...histogram(data, observation.bins, magnitudes) };
}

function maxima(data: Float32Array, channels: number, inner: number): Float32Array {
  const largest = new Float32Array(channels);
  data.forEach((value, i) => {
    const c = Math.floor(i / inner) % channels;
    if (Number.isFinite(value)) largest[c] = Math.max(largest[c], Math.abs(value));
  });
  return largest;
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
