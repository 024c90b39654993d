import type { Executor } from '@openbpu/runtime';
import type { RecordVerification } from '@openbpu/record';
import { type Tensor, countMismatches } from '@openbpu/tensor';
import { fail } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';

/** Runs several inputs through two executors and counts values whose bits differ, over every output and shared tap. */
export async function verify(
  a: Executor,
  b: Executor,
  feeds: readonly ReadonlyMap<string, Tensor>[],
  taps: readonly string[],
): Promise<RecordVerification> {
  let compared = 0;
  for (const feed of feeds) {
    const [x, y] = [await a.run(feed, taps), await b.run(feed, taps)];
    for (const [name, tensor] of x) {
      const other = y.get(name)!;
      const mismatches = countMismatches(tensor, other);
      compared += tensor.data.length;
      if (mismatches > 0) fail(PIPELINE.mismatch({ tensor: name, mismatches, compared: tensor.data.length }));
    }
  }
  return { compared, mismatches: 0, inputs: feeds.length, status: 'passed' };
}
