import { event } from '@openbpu/diagnostics';

const listed = (words: readonly string[]) => words.join(' and ');

/** What `tune` tells the user. */
export const TUNE_EVENTS = {
  noInt16: event({
    code: 'PIP200',
    severity: 'error',
    when: 'A model is to be tuned for a march that has no 16-bit integers.',
    message: ({ march }: { march: string }) => `${march} computes in int8 alone: there is nothing to widen`,
    hint:
      "calibration_type: 'default' or 'mix' finds better thresholds, per_channel gives channels their own, " +
      'run_on_cpu takes single nodes to the CPU; hmct-debugger explain tells which of it helps where',
  }),
  nothingHeldBack: event({
    code: 'PIP201',
    severity: 'error',
    when: 'A recipe without calibration samples is to be tuned.',
    message: ({ type }: { type: string }) =>
      `calibration_type: '${type}' reads no samples, and tune measures on samples that calibration does not see`,
    hint: "give cal_data_dir a folder of samples, and set calibration_type: 'default'",
  }),
  tooFewToHoldBack: event({
    code: 'PIP202',
    severity: 'error',
    when: 'There are too few samples to calibrate on some and to measure on others.',
    message: ({ count, heldBack, least }: { count: number; heldBack: number; least: number }) =>
      `of ${count} calibration samples ${heldBack} cannot be held back: ${least} are needed for each of both`,
    hint: ({ least }) => `put ${2 * least} samples or more into cal_data_dir, or hold back less with --samples`,
  }),
  badGoal: event({
    code: 'PIP203',
    severity: 'error',
    when: 'What a tuning is to reach cannot be meant.',
    message: ({ problem }: { problem: string }) => problem,
    hint: 'e.g. --target-cosine 0.999, --max-ms 4.5, or --max-drop 0.5 with --labels val.txt',
  }),
  goalNotReached: event({
    code: 'PIP204',
    severity: 'warning',
    when: 'No point that was measured meets the goal of a tuning.',
    message: ({ goal, best }: { goal: readonly string[]; best: string }) =>
      `no point reaches ${listed(goal)}; the best is ${best}`,
    hint:
      'all points stand in tune.json; what 16 bits do not take away comes from weights or from what the net is fed ' +
      'with: hmct-debugger explain and doctor tell which',
  }),
  nothingToWiden: event({
    code: 'PIP205',
    severity: 'note',
    when: 'No tensor of a model can become int16, or none is worth it.',
    message: ({ tensors }: { tensors: number }) =>
      tensors === 0
        ? 'no tensor of the model can become int16: the recipe stays as it is'
        : `none of ${tensors} groups of tensors takes anything away of the error: the recipe stays as it is`,
    hint: 'hmct-debugger explain tells what the error comes from',
  }),
  labelsMissed: event({
    code: 'PIP206',
    severity: 'error',
    when: 'Labels are given, and name none of the samples that are held back, or the model gives no scores of classes.',
    message: ({ file, problem }: { file: string; problem: string }) =>
      `the labels of "${file}" are of no use: ${problem}`,
    hint: 'its lines are `<name of sample> <class>`: names of files in cal_data_dir, whatever they end in',
  }),
  fewLabelled: event({
    code: 'PIP207',
    severity: 'warning',
    when: 'The drop of top-1 that is asked for is finer than so many pictures can tell.',
    message: ({ count, asked, reach }: { count: number; asked: number; reach: number }) =>
      `${count} held-back pictures tell a drop to ${reach.toFixed(1)} points at best, and ${asked} are asked for`,
    hint: 'put more pictures with labels into cal_data_dir, or hold back more with --samples',
  }),
};
