import { exponentAbove } from './exponent-above';
import type { ChannelsResult, FoldResult, Magnitudes, Observation } from './observation';
import { patchProducts } from './patch-products';

/**
 * Answers one observation on the elements of one tensor of one sample, the slow and obvious way: the law of
 * `KernelFolds`.
 */
export function fold(observation: Observation, data: Float32Array): FoldResult {
  const magnitudes = absmax(data);
  if (observation.fold === 'absmax') return { fold: 'absmax', ...magnitudes };
  if (observation.fold === 'channels')
    return { fold: 'channels', ...magnitudes, ...channelwise(data, observation.channels, observation.inner) };
  if (observation.fold === 'products') return { fold: 'products', ...magnitudes, ...patchProducts(observation, data) };
  return { fold: 'histogram', ...magnitudes, ...histogram(data, observation.bins, magnitudes) };
}

function channelwise(
  data: Float32Array,
  channels: number,
  inner: number,
): Omit<ChannelsResult, 'fold' | keyof Magnitudes> {
  const lows = new Float32Array(channels);
  const highs = new Float32Array(channels);
  const heard = new Array<boolean>(channels).fill(false);
  data.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const c = Math.floor(i / inner) % channels;
    lows[c] = heard[c] ? Math.min(lows[c], value + 0) : value + 0;
    highs[c] = heard[c] ? Math.max(highs[c], value + 0) : value + 0;
    heard[c] = true;
  });
  return { lows, highs };
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

function histogram(
  data: Float32Array,
  bins: number,
  magnitudes: Magnitudes,
): { exponent: number; counts: Float64Array } {
  const exponent = exponentAbove(magnitudes.absmax);
  const counts = new Float64Array(bins);
  for (const value of data) if (Number.isFinite(value)) counts[Math.floor((Math.abs(value) * bins) / 2 ** exponent)]++;
  return { exponent, counts };
}
