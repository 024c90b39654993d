import type { Tensor } from '@openbpu/tensor';
import type { Samples } from './switched-session';

/**
 * What `work` finds of each of the first `count` samples, in their order; `atOnce` of them are worked on at the same
 * time, and no more are in memory.
 */
export async function eachSample<T>(
  samples: Samples,
  count: number,
  atOnce: number,
  work: (feeds: ReadonlyMap<string, Tensor>, index: number) => Promise<T>,
): Promise<readonly T[]> {
  const found = new Array<T>(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      found[index] = await work(await samples.feeds(index), index);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, count)) }, worker));
  return found;
}
