import { event } from '@openbpu/diagnostics';

/** What handing over to another toolchain tells the user. */
export const HANDOFF_EVENTS = {
  nothingLearned: event({
    code: 'PIP190',
    severity: 'error',
    when: '--handoff is asked for with a recipe that learns nothing of samples.',
    message: ({ type }: { type: string }) =>
      `with calibration_type "${type}" nothing is learned that could be handed over`,
    hint: "write calibration_type: 'default' and name a folder of samples in cal_data_dir, or leave --handoff out",
  }),
} as const;
