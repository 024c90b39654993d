import { type HistogramAbsF32 } from '../histogram-abs-f32';

/** histogramAbsF32 on a copy of the memory, the slow and obvious way. */
export function histogramAbsF32Reference(
  memory: ArrayBuffer,
  { x, length, bins, range, histogram }: HistogramAbsF32,
): number {
  const counts = new Uint32Array(memory, histogram, bins);
  const factor = Math.fround(bins / range);
  let nans = 0;
  for (const value of new Float32Array(memory, x, length)) {
    if (Number.isNaN(value)) {
      nans++;
      continue;
    }
    const position = Math.fround(Math.abs(value) * factor);
    counts[Number.isNaN(position) ? 0 : Math.min(bins - 1, Math.trunc(position))]++;
  }
  return nans;
}
