import { type ChannelMomentsF32 } from '../channel-moments-f32';

const PARTS = 8;

/** channelMomentsF32 on a copy of the memory, the slow and obvious way. */
export function channelMomentsF32Reference(memory: ArrayBuffer, { x, length, inner, lows, highs, sums, counts }: ChannelMomentsF32): void {
  const runs = Math.ceil(length / inner);
  const [low, high] = [new Float32Array(memory, lows, runs), new Float32Array(memory, highs, runs)];
  const [sum, count] = [new Float64Array(memory, sums, runs), new Int32Array(memory, counts, runs)];
  for (let r = 0; r < runs; r++) {
    const run = new Float32Array(memory, x, length).subarray(r * inner, (r + 1) * inner);
    const finite = [...run].filter(Number.isFinite);
    low[r] = finite.length > 0 ? Math.min(...finite) + 0 : 0;
    high[r] = finite.length > 0 ? Math.max(...finite) + 0 : 0;
    sum[r] = sumOf(run);
    count[r] = finite.length;
  }
}

function sumOf(run: Float32Array): number {
  const parts = new Array<number>(PARTS).fill(0);
  run.forEach((value, i) => {
    if (Number.isFinite(value)) parts[i % PARTS] += value;
  });
  for (let half = PARTS / 2; half >= 1; half /= 2) for (let j = 0; j < half; j++) parts[j] += parts[j + half];
  return parts[0];
}
