import { JUDGED_SAMPLES, needsSamples } from '@openbpu/quant';
import type { SampleRef } from '@openbpu/runtime';
import { PIPELINE } from '../catalogue';
import { forBatch } from '../for-batch';
import { checkPlaced } from '../check-placed';
import { imagesOf } from '../resolve-inputs';
import type { Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { calibrationSamples, noiseSamples } from './samples';
import { pictured } from './pictured';
import { warnOfFewSamples } from './warn-of-few-samples';
import { warnOfSamples } from './warn-of-samples';

export interface Sampled {
  readonly samples: readonly SampleRef[];
}

/**
 * Refuses a model that the march cannot run; finds what calibration listens to, or noise where it is skipped or the
 * model says everything itself, and warns of samples that look wrong.
 */
export const SAMPLE: Stage<'sample', Dressed & Optimised, ConversionJob, Sampled> = {
  name: 'sample',
  summary: 'Finds the calibration samples.',
  async run({ inputs, optimized }, { recipe, baseFolder, sink, backend, skipPasses }) {
    checkPlaced(optimized, backend, skipPasses);
    forBatch(optimized, recipe);
    const skip = recipe.calibration.type === 'skip';
    const reads = !skip && recipe.calibration.type !== 'load';
    const samples = !reads
      ? noiseSamples(inputs)
      : await calibrationSamples(pictured(inputs, recipe), baseFolder, sink);
    if (skip) {
      const drawn = needsSamples(optimized, imagesOf(inputs));
      sink.report(PIPELINE.noSamples({ drawn }, { name: 'calibration_type' }));
    }
    warnOfFewSamples(samples, sink);
    await warnOfSamples(samples.slice(0, JUDGED_SAMPLES), sink);
    return { samples };
  },
};
