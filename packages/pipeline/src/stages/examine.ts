import { type Examined, type ExamineChoice, examineSamples } from '../debug/examine-samples';
import { tellExamined } from '../debug/tell-examined';
import type { Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { Imported } from './import';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import type { Sampled } from './sample';

export interface ExaminedSamples {
  readonly examined: readonly Examined[];
}

/** Few samples, and only mistakes that something speaks for before the net has run: it takes little time. */
const BRIEFLY: ExamineChoice = { looked: 8, runs: 1, brief: true };

/** Warns of what may have gone wrong between pictures and net, as the doctor does. Nothing is changed. */
export const EXAMINE: Stage<'examine', Imported & Dressed & Optimised & Sampled, ConversionJob, ExaminedSamples> = {
  name: 'examine',
  summary: 'Looks for mistakes with the calibration samples.',
  async run({ imported, inputs, optimized, samples }, { cache, lanes, sink }, progress) {
    if (!samples.some(({ inputs }) => inputs.some(({ kind }) => kind === 'file'))) return { examined: [] };
    lanes.begin();
    const from = async () => [
      ...(await Promise.all([cache.digests.ofSamples(samples), cache.digests.ofGraph(optimized)])),
      inputs,
    ];
    return cache.through('examine', from, sink, async () => {
      const examined = await examineSamples({ imported, inputs, samples, lanes }, BRIEFLY, progress);
      for (const each of examined) tellExamined(each, sink);
      return { examined };
    });
  },
};
