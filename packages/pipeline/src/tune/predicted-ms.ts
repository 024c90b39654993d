import { compile } from '@openbpu/compiler';
import type { Graph } from '@openbpu/ir';
import { calibratedActivations } from '@openbpu/passes';
import { forBatch } from '../for-batch';
import { outputType } from '../node-requests';
import type { ResolvedInput } from '../resolve-inputs';
import { estimateModel } from '../stages/estimate-model';
import type { ConversionJob } from '../stages/jobs';
import { quantisedAndDeployed } from '../stages/quantise';

/** All thresholds alike: programs and their time do not depend on what they are. */
const THRESHOLD = 1;

/**
 * Milliseconds of an inference of a placed model by the one clock, compiled as the recipe says, nodes that the recipe
 * removes from the edge included. Undefined for a model without anything on the BPU.
 */
export function predictedMs(
  optimized: Graph<'optimized'>,
  inputs: readonly ResolvedInput[],
  { backend, recipe }: Pick<ConversionJob, 'backend' | 'recipe'>,
): number | undefined {
  const activations = new Map(calibratedActivations(optimized).map((id) => [id, THRESHOLD]));
  const options = { integerOutputs: outputType(recipe) !== undefined, layerOutputs: recipe.model.layerOutDump };
  const models = quantisedAndDeployed(optimized, { activations, weights: new Map() }, inputs, options);
  const deployed = forBatch(models.deployed, recipe);
  const { features, lowering } = backend;
  const { coreNum, maxTimePerFc } = recipe.compiler;
  const model = compile(deployed, {
    features,
    lowering,
    effort: recipe.compiler,
    cores: coreNum,
    longestCallUs: maxTimePerFc,
    fragment: () => new Uint8Array(),
  });
  const found = estimateModel(model, deployed, features, { batch: recipe.inputBatch, callLimitUs: maxTimePerFc });
  return found && found.latencyUs / 1000;
}
