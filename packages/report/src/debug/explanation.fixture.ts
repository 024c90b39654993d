import type { Explanation } from '@openbpu/analysis';

/** One clipped activation, and little else. */
export const CLIPPED: Explanation = {
  outputs: ['y'],
  samples: 3,
  error: 0.02,
  causes: [
    {
      kind: 'activation-clipping',
      node: 'conv<1>',
      tensor: 'c',
      share: 0.9,
      evidence: ['3 % of the values lie beyond'],
      gains: [
        {
          cure: { key: 'calibration_type', value: 'max', advice: 'larger thresholds' },
          before: 0.02,
          after: 0.005,
        },
      ],
      unmeasured: ['something else'],
    },
    { kind: 'weight-rounding', node: 'fc', tensor: 'w', share: 0.04, evidence: [], gains: [], unmeasured: [] },
  ],
  elsewhere: [
    { kind: 'activation-resolution', count: 0, share: 0 },
    { kind: 'weight-rounding', count: 7, share: 0.06 },
  ],
  rest: 0.06,
  quantised: { looked: false, why: 'it is not there' },
};
