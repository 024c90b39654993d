import type { Graph } from '@openbpu/ir';
import { InsertCalibration, Quantise, type Thresholds } from '@openbpu/passes';
import { describeInputs } from '../input-metadata';
import type { ResolvedInput } from '../resolve-inputs';
import type { Stage } from '../stage-list';
import type { Calibrated } from './calibrate';
import type { Dressed } from './dress';
import type { Optimised } from './optimise';

export interface Quantised {
  readonly calibrated: Graph<'calibrated'>;
  readonly quantized: Graph<'quantized'>;
}

/** Rounds the model as the thresholds say, in float, and then in integers. */
export const QUANTISE: Stage<'quantise', Dressed & Optimised & Calibrated, object, Quantised> = {
  name: 'quantise',
  summary: 'Makes the integer model.',
  run: ({ optimized, thresholds, inputs }) => quantised(optimized, thresholds, inputs),
};

/** The models that thresholds make of a placed one. */
export function quantised(
  optimized: Graph<'optimized'>,
  thresholds: Thresholds,
  inputs: readonly ResolvedInput[],
): Quantised {
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const fed = inputs.map(({ name, typeRt, layoutRt }) => ({
    name,
    kind: typeRt === 'featuremap' ? ('featuremap' as const) : ('image' as const),
    layout: layoutRt,
  }));
  const quantized = new Quantise(fed).run(calibrated).at('quantized', describeInputs(inputs, 'quantised'));
  return { calibrated, quantized };
}
