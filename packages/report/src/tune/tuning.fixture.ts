import type { TunePoint, Tuning } from '@openbpu/analysis';

const point = (groups: readonly string[], ms: number, error: number, cosine: number): TunePoint => ({
  groups,
  ms,
  error,
  cosine,
  outputs: [{ name: 'y', cosine }],
});

/** A tuning of four points, of which one is beaten and one is chosen. */
export const TUNING: Tuning = {
  model: '<net>',
  march: 'bayes-e',
  samples: { calibration: 75, heldBack: 25 },
  goal: { targetCosine: 0.99 },
  reached: true,
  rule: 'the fastest point that meets the goal',
  points: [
    point([], 4, 0.03, 0.97),
    point(['Conv_1'], 4.2, 0.01, 0.99),
    point(['Conv_1', 'Conv_2'], 5, 0.008, 0.992),
    point(['Conv_2'], 4.8, 0.02, 0.98),
  ],
  front: [0, 1, 2],
  chosen: 1,
  groups: [
    { name: 'Conv_1', tensors: ['a', 'b'], nodeInfo: { Conv_1: { OutputType: 'int16' } }, worth: 0.02, ms: 0.2 },
    { name: 'Conv_2', tensors: ['c'], nodeInfo: { Conv_2: { OutputType: 'int16' } } },
  ],
  leftOut: [{ tensor: 'x', why: '"x" is <an> image' }],
  conversion: { ms: 4.2, samples: 100, outputs: [{ name: 'y', cosine: 0.991 }] },
};
