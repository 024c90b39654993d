import type { Tensor } from '@openbpu/tensor';

/** Largest magnitude along every other axis than `axis`. */
export function channelMaxima(weights: Tensor, axis: number): Float32Array {
  const channels = weights.shape[axis];
  const inner = weights.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const maxima = new Float32Array(channels);
  weights.data.forEach((value: number | bigint, i: number) => {
    const c = Math.floor(i / inner) % channels;
    maxima[c] = Math.max(maxima[c], Math.abs(Number(value)));
  });
  return maxima;
}
