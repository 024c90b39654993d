import { MISTAKES, type Mistake } from '@openbpu/analysis';
import { event } from '@openbpu/diagnostics';
import { basename } from 'node:path';

const samplesOf = (count: number, of: number) => `${count} of ${of} calibration samples`;

/** What the doctor tells of calibration samples. */
export const DOCTOR_EVENTS = {
  misfed: event({
    code: 'PIP180',
    severity: 'warning',
    when: 'The calibration samples of an input, or what the recipe makes of them, are not what the net was trained on.',
    message: ({ input, mistake, why, evidence, next }: Misfed) =>
      `the samples of input "${input}" look as if ${MISTAKES[mistake]}` +
      `${why.length > 0 ? `: ${why.join('; ')}` : ''} ` +
      `(evidence ${short(evidence)}${next ? `; next, ${short(next.evidence)}: ${MISTAKES[next.mistake]}` : ''})`,
    hint: ({ cure: { key, value, advice } }) =>
      value === undefined
        ? `${key}: ${advice}`
        : `set ${key}: '${value}'${advice ? `, ${advice}` : ''}; hmct-debugger doctor tells all that speaks for it`,
  }),
  alikeSamples: event({
    code: 'PIP181',
    severity: 'warning',
    when: 'Calibration samples of an input are nearly the same as others.',
    message: ({ input, count, of, file, as }: { input: string; count: number; of: number; file: string; as: string }) =>
      `${samplesOf(count, of)} of input "${input}" are nearly the same as others, e.g. "${basename(file)}" as ` +
      `"${basename(as)}"`,
    hint: 'leave one of each: thresholds are better of samples that differ as those of use do',
  }),
  flatSamples: event({
    code: 'PIP182',
    severity: 'warning',
    when: 'Calibration samples are pictures of one colour.',
    message: ({ input, count, of, file }: { input: string; count: number; of: number; file: string }) =>
      `${samplesOf(count, of)} of input "${input}" are of one colour, e.g. "${basename(file)}"`,
    hint: 'leave them out: nothing is learnt from them, and averages shift',
  }),
  exposedSamples: event({
    code: 'PIP183',
    severity: 'warning',
    when: 'Nearly all of a calibration sample is white or black.',
    message: ({ input, count, of, file }: { input: string; count: number; of: number; file: string }) =>
      `${samplesOf(count, of)} of input "${input}" are nearly all white or black, e.g. "${basename(file)}"`,
    hint: 'leave pictures out that are over- or under-exposed, unless the camera gives such',
  }),
};

type Misfed = {
  readonly input: string;
  readonly mistake: Mistake;
  readonly why: readonly string[];
  readonly evidence: number;
  readonly next?: { readonly mistake: Mistake; readonly evidence: number };
  readonly cure: { readonly key: string; readonly value?: string; readonly advice?: string };
};

function short(value: number): string {
  return value.toFixed(1);
}
