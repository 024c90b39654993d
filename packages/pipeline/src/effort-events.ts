import { event } from '@openbpu/diagnostics';

/** What is said of efforts. */
export const EFFORT_EVENTS = {
  idleEffort: event({
    code: 'PIP110',
    severity: 'warning',
    when: 'An effort is given for a calibration that does not search for its thresholds as default does.',
    message: ({ effort, type }: { effort: number; type: string }) =>
      `effort ${effort} changes nothing: calibration_type is ${type}, and only default knows efforts`,
    hint: 'write calibration_type: default in the recipe, or leave out the effort',
  }),
};
