import type { ChannelBox } from '../results';

/**
 * The box of some values: quartiles as `numpy.percentile` has them, interpolated between neighbours. Values that are
 * not finite are left out; of none at all everything is 0. The values are sorted in place.
 */
export function boxOf(values: Float32Array): ChannelBox {
  const finite = values.every((value) => Number.isFinite(value)) ? values : values.filter((v) => Number.isFinite(v));
  if (finite.length === 0) return { low: 0, q1: 0, median: 0, mean: 0, q3: 0, high: 0 };
  let sum = 0;
  for (let i = 0; i < finite.length; i++) sum += finite[i];
  finite.sort();
  return {
    low: finite[0],
    q1: quantile(finite, 0.25),
    median: quantile(finite, 0.5),
    mean: sum / finite.length,
    q3: quantile(finite, 0.75),
    high: finite[finite.length - 1],
  };
}

function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}
