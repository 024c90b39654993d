import type { Graph } from '@openbpu/ir';
import {
  InsertCalibration,
  Quantise,
  type QuantiseOptions,
  type Thresholds,
  convolutions,
  keepOriginals,
} from '@openbpu/passes';
import type { ModelInput } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { forBatch } from '../for-batch';
import { FROM_NOISE, describeInputs } from '../input-metadata';
import { describeMarch } from '../march-metadata';
import { noEffect } from '../no-effect';
import type { Stage } from '../stage-list';
import type { Calibrated } from './calibrate';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { outputType } from '../node-requests';
import { describeOutputs } from '../output-metadata';

export interface Quantised {
  /** With the constants of the float model beside those that calibration has changed. */
  readonly calibrated: Graph<'calibrated'>;
  readonly quantized: Graph<'quantized'>;
  /**
   * The quantised model as it compiles: the same behind its inputs, which it takes as the `.bin` does; of as many items
   * as `input_batch` says.
   */
  readonly deployed: Graph<'quantized'>;
}

/** Rounds the model as the thresholds say, in float, and then in integers. */
export const QUANTISE: Stage<
  'quantise',
  Dressed & Optimised & Calibrated,
  Pick<ConversionJob, 'recipe' | 'sink'>,
  Quantised
> = {
  name: 'quantise',
  summary: 'Makes the integer model.',
  run({ optimized, thresholds, inputs, drawn }, { recipe, sink }) {
    const layerOutputs = recipe.model.layerOutDump;
    const layers = layerOutputs ? convolutions(optimized).length : 0;
    if (layers > 0) sink.report(PIPELINE.layersDumped({ layers }, { name: 'layer_out_dump' }));
    else if (layerOutputs) sink.report(noEffect('layer_out_dump', 'the model has no convolution'));
    const integerOutputs = outputType(recipe) !== undefined;
    const whole = quantisedAndDeployed(optimized, thresholds, inputs, { integerOutputs, layerOutputs });
    const models = {
      ...whole,
      calibrated: keepOriginals(whole.calibrated, optimized).at('calibrated', describeMarch(recipe.model.march)),
      deployed: forBatch(whole.deployed, recipe),
    };
    if (!drawn) return models;
    const { calibrated, quantized } = models;
    return {
      ...models,
      calibrated: calibrated.at('calibrated', FROM_NOISE),
      quantized: quantized.at('quantized', FROM_NOISE),
    };
  },
};

/** The models that thresholds make of a placed one. `options`: what the integer model gives. */
export function quantised(
  optimized: Graph<'optimized'>,
  thresholds: Thresholds,
  inputs: readonly ModelInput[],
  options: QuantiseOptions = {},
): Omit<Quantised, 'deployed'> {
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const quantized = new Quantise(fedIn('layoutQuantised', inputs), options).run(calibrated);
  const described = { ...describeInputs(inputs, 'quantised'), ...describeOutputs(quantized) };
  return { calibrated, quantized: quantized.at('quantized', described) };
}

export function quantisedAndDeployed(
  optimized: Graph<'optimized'>,
  thresholds: Thresholds,
  inputs: readonly ModelInput[],
  options: QuantiseOptions = {},
): Quantised {
  const { calibrated, quantized } = quantised(optimized, thresholds, inputs, options);
  const alike = inputs.every(({ layoutRt, layoutQuantised }) => layoutRt === layoutQuantised);
  const deployed = alike ? quantized : new Quantise(fedIn('layoutRt', inputs), options).run(calibrated);
  return { calibrated, quantized, deployed };
}

const fedIn = (layout: 'layoutRt' | 'layoutQuantised', inputs: readonly ModelInput[]) =>
  inputs.map((input) => ({ ...input, layoutFed: input[layout] }));
