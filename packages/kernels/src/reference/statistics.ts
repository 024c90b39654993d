import {
  type AbsMax,
  type ChannelBoundsF32,
  type FloatRun,
  type GramS16,
  type HistogramAbsF32,
  type MinMax,
  HISTOGRAM_LANES,
} from '../statistics';

/** absMaxF32, the slow and obvious way. */
export function absMaxF32Reference(memory: ArrayBuffer, { x, length }: FloatRun): AbsMax {
  let [absMax, nans, infinities] = [0, 0, 0];
  for (const value of new Float32Array(memory, x, length)) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else absMax = Math.max(absMax, Math.abs(value));
  }
  return { absMax, nans, infinities };
}

/** minMaxF32, the slow and obvious way. */
export function minMaxF32Reference(memory: ArrayBuffer, { x, length }: FloatRun): MinMax {
  let [min, max, nans, infinities] = [Infinity, -Infinity, 0, 0];
  for (const value of new Float32Array(memory, x, length)) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else {
      min = Math.min(min, value + 0);
      max = Math.max(max, value + 0);
    }
  }
  return { min, max, nans, infinities };
}

/** histogramAbsF32 on a copy of the memory, the slow and obvious way. */
export function histogramAbsF32Reference(
  memory: ArrayBuffer,
  { x, length, bins, range, histogram }: HistogramAbsF32,
): void {
  const counts = new Uint32Array(memory, histogram, HISTOGRAM_LANES * bins);
  const factor = Math.fround(bins / range);
  for (const [i, value] of new Float32Array(memory, x, length).entries()) {
    const position = Math.fround(Math.abs(value) * factor);
    const bin = Number.isNaN(position) ? bins - 1 : Math.min(bins - 1, Math.trunc(position));
    counts[HISTOGRAM_LANES * bin + (i % HISTOGRAM_LANES)]++;
  }
}

/** channelBoundsF32 on a copy of the memory, the slow and obvious way. */
export function channelBoundsF32Reference(
  memory: ArrayBuffer,
  { x, length, inner, lows, highs, counts }: ChannelBoundsF32,
): void {
  const runs = Math.ceil(length / inner);
  const [low, high, count] = [
    new Float32Array(memory, lows, runs),
    new Float32Array(memory, highs, runs),
    new Int32Array(memory, counts, runs),
  ];
  for (let r = 0; r < runs; r++) {
    const finite = [...new Float32Array(memory, x, length).subarray(r * inner, (r + 1) * inner)].filter(
      Number.isFinite,
    );
    low[r] = finite.length > 0 ? Math.min(...finite) + 0 : 0;
    high[r] = finite.length > 0 ? Math.max(...finite) + 0 : 0;
    count[r] = finite.length;
  }
}

/** gramS16 on a copy of the memory, the slow and obvious way. */
export function gramS16Reference(memory: ArrayBuffer, { x, rows, length, y }: GramS16): void {
  const at = new Int16Array(memory, x, rows * length);
  const to = new Int32Array(memory, y, (rows * (rows + 1)) / 2);
  let next = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let n = 0; n < length; n++) sum = (sum + at[i * length + n] * at[j * length + n]) | 0;
      to[next++] = sum;
    }
  }
}
