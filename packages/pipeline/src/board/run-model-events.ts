import { event } from '@openbpu/diagnostics';

/** What is told of running compiled models on the clock and on the simulator. */
export const RUN_MODEL_EVENTS = {
  threadsClamped: event({
    code: 'PIP140',
    severity: 'warning',
    when: 'More threads are asked for than a run may have.',
    message: ({ given, most }: { given: number; most: number }) => `thread_num is ${given}, and ${most} is taken`,
    hint: ({ most }) => `the most is ${most}, as on the board`,
  }),
  coreIdle: event({
    code: 'PIP141',
    severity: 'warning',
    when: 'One core is asked for, and the model is compiled for several.',
    message: ({ coreId, model }: { coreId: number; model: string }) =>
      `model "${model}" is compiled for several cores and takes them all; core_id=${coreId} changes nothing`,
    hint: 'convert with core_num: 1 to run it on one core',
  }),
  carriedOn: event({
    code: 'PIP142',
    severity: 'warning',
    when: 'A long run of a model never repeats itself.',
    message: ({ frames }: { frames: number }) =>
      `the threads never meet again as they were: of ${frames} frames the later ones are taken as those before them`,
    hint: 'fewer frames are run one by one',
  }),
} as const;
