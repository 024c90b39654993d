import type { Sink } from '@openbpu/diagnostics';
import type { SampleRef } from '@openbpu/runtime';
import { PIPELINE } from '../catalogue';

/** Of fewer samples thresholds are a matter of luck; the guide asks for about 100. */
const FEW = 20;

/** Warns of a folder with few calibration samples. Noise in place of samples is none of them. */
export function warnOfFewSamples(samples: readonly SampleRef[], sink: Sink): void {
  const { length } = samples.filter(({ inputs }) => inputs.some(({ kind }) => kind === 'file'));
  if (length > 0 && length < FEW) sink.report(PIPELINE.fewSamples({ count: length }, { name: 'cal_data_dir' }));
}
