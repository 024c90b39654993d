import { type ChannelBoundsF32 } from '../channel-bounds-f32';

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
