import type { Tuning } from '@openbpu/analysis';
import { CollectingSink } from '@openbpu/diagnostics';
import { RIVER } from '../river';
import type { Progress } from '../stage-list';
import type { ConversionJob } from '../stages/jobs';

/** What `makertbin` finds for a recipe, with thresholds from all of its samples. */
export async function confirm(
  job: ConversionJob,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<Tuning['conversion']> {
  const quiet = { ...job, sink: new CollectingSink() };
  const { proof, performance, samples } = await RIVER.until('compile').run(quiet, [{ progress }], signal);
  return {
    ms: (performance?.latencyUs ?? 0) / 1000,
    samples: samples.length,
    outputs: proof.outputs.map(({ name, cosine }) => ({ name, cosine })),
  };
}
