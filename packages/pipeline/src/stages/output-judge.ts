import type { Graph } from '@openbpu/ir';
import { JUDGED_SAMPLES } from '@openbpu/quant';
import type { LanePool } from '@openbpu/runtime';
import type { Dressed } from './dress';
import type { Optimised } from './optimise';
import { pairedFeeds } from './paired-feeds';
import { floatOutputs, outputCosine } from './prove';
import type { Sampled } from './sample';

/** Gives the mean cosine of a quantised model's outputs over the judged samples; `told` counts the runs. */
export type OutputJudge = (quantized: Graph<'quantized'>) => Promise<number>;

/**
 * Holds quantised models against a float one, on the first samples (`JUDGED_SAMPLES`). Samples are read, and the float
 * model is run, when the first model is judged.
 */
export function outputJudge(
  { inputs, optimized, samples }: Pick<Dressed, 'inputs'> & Optimised & Sampled,
  lanes: LanePool,
  told: (done: number, total: number) => void,
): OutputJudge {
  const read = async () => {
    const judged = await Promise.all(samples.slice(0, JUDGED_SAMPLES).map((sample) => pairedFeeds(sample, inputs)));
    const float = await floatOutputs(optimized, judged, lanes, (done) => told(done, judged.length));
    return { judged, float };
  };
  let known: ReturnType<typeof read> | undefined;
  return async (quantized) => {
    const { judged, float } = await (known ??= read());
    return outputCosine(optimized, quantized, judged, float, lanes, (done) => told(done, judged.length));
  };
}
