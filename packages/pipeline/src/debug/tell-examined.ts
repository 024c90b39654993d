import { ALARM } from '@openbpu/analysis';
import type { Sink } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';
import type { Examined } from './examine-samples';

/** Warns of what was found with the samples of an input: the likeliest mistake, and samples that are of no use. */
export function tellExamined({ input, diagnosis: { findings }, flaws }: Examined, sink: Sink): void {
  const [first, next] = findings;
  if (first && first.evidence >= ALARM) {
    const { mistake, why, evidence, cure } = first;
    sink.report(
      PIPELINE.misfed(
        { input, mistake, why, evidence, cure, ...(next && next.evidence >= ALARM ? { next } : {}) },
        { name: cure.key },
      ),
    );
  }
  const { count: of, solid, exposed, alike } = flaws;
  if (alike.length > 0) {
    const [[file, as]] = alike;
    sink.report(PIPELINE.alikeSamples({ input, count: alike.length, of, file, as }, { name: 'cal_data_dir' }));
  }
  if (solid.length > 0 && solid.length < of)
    sink.report(PIPELINE.flatSamples({ input, count: solid.length, of, file: solid[0] }, { name: 'cal_data_dir' }));
  if (exposed.length > 0)
    sink.report(
      PIPELINE.exposedSamples({ input, count: exposed.length, of, file: exposed[0] }, { name: 'cal_data_dir' }),
    );
}
