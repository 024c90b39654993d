import { type Recipe, checkInputShape } from '@openbpu/config';
import { DiagnosticError, type Sink, fail } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import type { ModelInput } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { describeInputs } from '../input-metadata';
import { dress } from '../pass-lists';
import { type ResolvedInput, resolveInputs } from '../resolve-inputs';
import { noEffect } from '../no-effect';
import type { Stage } from '../stage-list';
import type { Imported } from './import';
import type { ModelJob } from './jobs';

export interface Dressed {
  /** In the order of the recipe; none where there is no recipe. */
  readonly inputs: readonly ResolvedInput[];
  readonly original: Graph<'original'>;
}

/** What the recipe says of the inputs is held against the model, and becomes part of it. */
export const DRESS: Stage<'dress', Imported, ModelJob, Dressed> = {
  name: 'dress',
  summary: 'Makes what the recipe says of the inputs part of the model.',
  async run({ imported }, job) {
    const inputs = job.recipe ? resolveInputs(job.recipe, imported, job.backend.recipe) : [];
    const problems = inputs.flatMap((input) => checkInputShape(input, input.shape));
    for (const input of inputs) checkElements(input);
    if (job.recipe) tellIdleLayouts(job.recipe, inputs, job.sink);
    if (problems.length > 0) throw new DiagnosticError(problems);
    const original = await dress(inputs).run(imported, job, job.passInstruments);
    return { inputs, original: original.at('original', describeInputs(inputs, 'float')) };
  },
};

/** A layout is the order of four dimensions; others are fed as the model has them. */
function tellIdleLayouts({ inputs: said }: Recipe, inputs: readonly ResolvedInput[], sink: Sink): void {
  for (const [i, { name, shape, layoutTrain }] of inputs.entries()) {
    const { layoutRt } = said[i];
    if (layoutRt === undefined || layoutRt === layoutTrain || shape.length === 4) continue;
    sink.report(
      noEffect('input_layout_rt', `input "${name}" has ${shape.length} dimensions, and a layout orders four`),
    );
  }
}

/** Colours, means and scales are for float32; elements of any other type are fed as they are. */
function checkElements({ name, dtype, typeRt, typeTrain, mean, scale }: ModelInput): void {
  if (dtype === 'float32') return;
  if (typeRt !== 'featuremap')
    fail(PIPELINE.imageElements({ input: name, dtype, types: `${typeRt} for ${typeTrain}` }, { name }));
  if (mean || scale) fail(PIPELINE.normalisedElements({ input: name, dtype }, { name: 'norm_type' }));
}
