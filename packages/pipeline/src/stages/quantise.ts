import type { Graph } from '@openbpu/ir';
import { InsertCalibration, Quantise, type Thresholds } from '@openbpu/passes';
import type { ModelInput } from '@openbpu/tensor';
import { FROM_NOISE, describeInputs } from '../input-metadata';
import type { Stage } from '../stage-list';
import type { Calibrated } from './calibrate';
import type { Dressed } from './dress';
import type { Optimised } from './optimise';

export interface Quantised {
  readonly calibrated: Graph<'calibrated'>;
  readonly quantized: Graph<'quantized'>;
  /** The quantised model as it compiles: the same behind its inputs, which it takes as the `.bin` does. */
  readonly deployed: Graph<'quantized'>;
}

/** Rounds the model as the thresholds say, in float, and then in integers. */
export const QUANTISE: Stage<'quantise', Dressed & Optimised & Calibrated, object, Quantised> = {
  name: 'quantise',
  summary: 'Makes the integer model.',
  run({ optimized, thresholds, inputs, calibration }) {
    const models = quantisedAndDeployed(optimized, thresholds, inputs);
    if (!calibration.noise) return models;
    const { calibrated, quantized } = models;
    return {
      ...models,
      calibrated: calibrated.at('calibrated', FROM_NOISE),
      quantized: quantized.at('quantized', FROM_NOISE),
    };
  },
};

/** The models that thresholds make of a placed one. */
export function quantised(
  optimized: Graph<'optimized'>,
  thresholds: Thresholds,
  inputs: readonly ModelInput[],
): Omit<Quantised, 'deployed'> {
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const quantized = new Quantise(fedIn('layoutQuantised', inputs))
    .run(calibrated)
    .at('quantized', describeInputs(inputs, 'quantised'));
  return { calibrated, quantized };
}

export function quantisedAndDeployed(
  optimized: Graph<'optimized'>,
  thresholds: Thresholds,
  inputs: readonly ModelInput[],
): Quantised {
  const { calibrated, quantized } = quantised(optimized, thresholds, inputs);
  const alike = inputs.every(({ layoutRt, layoutQuantised }) => layoutRt === layoutQuantised);
  const deployed = alike ? quantized : new Quantise(fedIn('layoutRt', inputs)).run(calibrated);
  return { calibrated, quantized, deployed };
}

const fedIn = (layout: 'layoutRt' | 'layoutQuantised', inputs: readonly ModelInput[]) =>
  inputs.map((input) => ({ ...input, layoutFed: input[layout] }));
