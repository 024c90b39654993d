import { fail } from '@openbpu/diagnostics';
import type { FastPerfRequest, MakertbinRequest } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { BUDGET, SKIP_PASS, parseBudget, parseCount, parseEffort, skipping } from '../parse-values';
import { runCommand } from '../run-command';
import { sourceOf } from '../source-of';
import { MARCHES } from './checker-command';

/** What says in a recipe what a flag of --fast-perf says without one. */
const IN_RECIPE = {
  '--model': 'name the model in the recipe: onnx_model, or caffe_model',
  '--proto': 'name the file in the recipe: prototxt',
  '--march': 'name the march in the recipe: march',
  '--input-shape': 'write it in the recipe: input_shape',
  '--output-node': 'name the node in the recipe: output_nodes',
  '--save-recipe': 'there is a recipe already',
} as const;

const FAST_PERF = 'hb_mapper makertbin --fast-perf --model model.onnx --model-type onnx --march bayes-e';

export class MakertbinCommand extends Command {
  static override paths = [['makertbin']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Convert a model as a recipe says: optimise, calibrate, quantise, compile to .bin.',
    details: `
      Writes, into the recipe's working_dir, the original, optimised, calibrated and quantised ONNX models, the .bin, an
      HTML report and the record of the run; and \`hb_mapper_makertbin.log\` in the current folder. All files appear
      together, or none. Paths in the recipe start at the folder of the recipe.

      Prints one row a node with the cosine between the float and the quantised model, the distances of every output,
      and whether the .bin gives the same bits as the quantised model. With \`--json\`, the record is printed in their
      place.

      What the stages find is kept in the folder \`.openbpu-cache\` of working_dir, so that a run after a change only
      does what depends on it, and gives the same bytes; the record says under \`timing\` what was reused.
      \`--no-cache\` does everything anew.

      With \`--handoff\` a folder gets what was learned in a form that the reference toolchain takes: a plain float
      model (operator set 11) whose weights lie on their 8-bit grid and whose biases are corrected, a recipe, the
      samples, and a page that says what each change is for. That is converted again, and the log says how much of
      it comes through.

      \`--effort\` says how far \`calibration_type: default\` goes: 0 judges methods with and without scales of
      channels; 1, the usual, refines the thresholds of the best of them, corrects biases and rounds weights; 2 does all
      that a second time where scales of channels are moved between layers first, and keeps the better, for about twice
      the time; 3 then tunes the weights and biases of what won, block by block, on what they read in the quantised
      model, and keeps what helps on samples held back.

      With \`--fast-perf\` it goes without a recipe and makes a .bin to judge speed by: it assumes one (thresholds from
      noise, an input of 3 channels is nv12, as much on the BPU as the march allows, edge nodes removed, O3), tells it,
      and saves it where \`--save-recipe\` says. Accuracy must not be judged by such a model.
    `,
    examples: [
      ['Convert an ONNX model', 'hb_mapper makertbin --config recipe.yaml --model-type onnx'],
      [
        'Convert a Caffe model and keep the record',
        'hb_mapper makertbin -c recipe.yaml --model-type caffe --json > record.json',
      ],
      [
        'Hand over to the reference toolchain',
        'hb_mapper makertbin -c recipe.yaml --model-type onnx --handoff for_the_vendor',
      ],
      ['Look longer for thresholds', 'hb_mapper makertbin -c recipe.yaml --model-type onnx --effort 2'],
      ['See how fast a model is, without a recipe', FAST_PERF],
    ],
  });

  config = Option.String('-c,--config', { description: 'the recipe, a YAML file' });
  modelType = Option.String('--model-type', { required: true, description: 'the kind of model' });
  fastPerf = Option.Boolean('--fast-perf', false, { description: 'without a recipe, to judge speed by' });
  model = Option.String('--model', { description: 'for --fast-perf: the .onnx or .caffemodel file' });
  proto = Option.String('--proto', { description: 'for --fast-perf: the prototxt file of a Caffe model' });
  march = Option.String('--march', { description: `for --fast-perf: ${MARCHES}` });
  inputShapes = Option.Array('--input-shape', {
    arity: 2,
    description: 'for --fast-perf: name and shape of one input, e.g. data 1x3x224x224; may be repeated',
  });
  outputNodes = Option.Array('--output-node', {
    description: 'for --fast-perf: a node whose outputs become those of the model; may be repeated',
  });
  saveRecipe = Option.String('--save-recipe', { description: 'for --fast-perf: where to save what it assumes' });
  threads = Option.String('--threads', { description: 'worker threads; default one a processor; changes no result' });
  skipPasses = Option.Array('--skip-pass', { description: SKIP_PASS });
  handoff = Option.String('--handoff', {
    description: 'a folder for what was learned: a float model, a recipe and samples for the reference toolchain',
  });
  noCache = Option.Boolean('--no-cache', false, {
    description: 'neither take what an earlier run in the same working_dir found nor leave anything for the next',
  });
  effort = Option.String('--effort', {
    description: 'how far calibration_type default goes: 0, 1 (the usual), 2 or 3, each longer than the one before',
  });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'makertbin',
      'hb_mapper_makertbin.log',
      terminal,
      async (events, signal) => {
        const options = {
          signal,
          ...(this.threads === undefined ? {} : { threads: parseCount(this.threads, '--threads') }),
          ...skipping(this.skipPasses),
          cache: !this.noCache,
          ...(this.effort === undefined ? {} : { effort: parseEffort(this.effort) }),
          ...parseBudget(this.budget),
        };
        const request = this.fastPerf ? this.fastRequest() : this.recipeRequest();
        const { fastPerf, makertbin } = await import('@openbpu/pipeline');
        const run =
          'config' in request
            ? makertbin({ ...request, ...options }, events)
            : fastPerf({ ...request, ...options }, events);
        return (await run).record;
      },
      () => {},
    );
  }
  private recipeRequest(): MakertbinRequest {
    const { config, modelType } = this;
    const ofFastPerf = {
      '--model': this.model,
      '--proto': this.proto,
      '--march': this.march,
      '--input-shape': this.inputShapes,
      '--output-node': this.outputNodes,
      '--save-recipe': this.saveRecipe,
    } satisfies Record<keyof typeof IN_RECIPE, unknown>;
    if (modelType !== 'onnx' && modelType !== 'caffe') fail(CLI.modelType({ given: modelType }));
    if (config === undefined) return fail(CLI.recipeMissing({}));
    for (const [flag, instead] of Object.entries(IN_RECIPE))
      if (ofFastPerf[flag as keyof typeof IN_RECIPE] !== undefined)
        fail(CLI.ofFastPerf({ flag, instead }, { name: flag }));
    return { config, modelType, ...(this.handoff === undefined ? {} : { handoff: this.handoff }) };
  }

  private fastRequest(): FastPerfRequest {
    const { config, model, march, saveRecipe } = this;
    if (config !== undefined) fail(CLI.twoModes({}));
    if (this.handoff !== undefined) fail(CLI.handoffWithoutRecipe({}, { name: '--handoff' }));
    if (model === undefined || march === undefined)
      return fail(
        CLI.flagMissing({
          command: 'makertbin --fast-perf',
          missing: [...(model === undefined ? ['--model'] : []), ...(march === undefined ? ['--march'] : [])],
          example: FAST_PERF,
        }),
      );
    const source = sourceOf({ ...this, model });
    return { march, source, ...(saveRecipe === undefined ? {} : { saveRecipe }) };
  }
}
