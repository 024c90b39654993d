import type { FoldResult, Observation } from './observation';

/** Answers one observation on the elements of one tensor of one sample. */
export function fold(observation: Observation, data: Float32Array): FoldResult {
  return observation.fold === 'absmax' ? absmax(data) : histogram(data, observation.bins, observation.range);
}

function absmax(data: Float32Array): FoldResult {
  let value = 0;
  let broken = 0;
  for (let i = 0; i < data.length; i++) {
    const magnitude = Math.abs(data[i]);
    if (magnitude > value) {
      if (magnitude === Infinity) broken++;
      else value = magnitude;
    } else if (magnitude !== magnitude) broken++;
  }
  return { fold: 'absmax', value, broken };
}

/** Bin of a magnitude m: `floor(fround(m · fround(bins / range)))`, the last bin for everything beyond. NaN is left out. */
function histogram(data: Float32Array, bins: number, range: number): FoldResult {
  const counts = new Uint32Array(bins);
  const perUnit = Math.fround(bins / range);
  for (let i = 0; i < data.length; i++) {
    const bin = Math.fround(Math.abs(data[i]) * perUnit);
    if (bin === bin) counts[bin < bins ? Math.floor(bin) : bins - 1]++;
  }
  return { fold: 'histogram', counts };
}
