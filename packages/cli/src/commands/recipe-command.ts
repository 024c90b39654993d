import { fail } from '@openbpu/diagnostics';
import type { InitResult, KeyExplanation, VendorResult } from '@openbpu/pipeline/recipe';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { explanationText } from '../explanation-text';
import { BUDGET, parseBudget } from '../parse-values';
import { runCommand } from '../run-command';
import { SCHEMA_FILE } from '../schema-file';
import { sourceOf } from '../source-of';
import type { EventPrinter } from '../terminal';
import { MARCHES } from './checker-command';

/** What the command does: one of them. */
const MODES = ['--init', '--explain', '--vendor'] as const;

export class RecipeCommand extends Command {
  static override paths = [['recipe']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Write a recipe for a model, explain a key of recipes, or write a recipe for the tool of the vendor.',
    details: `
      \`--init\` asks a model for its inputs and writes a recipe with comments, which makertbin takes as it stands
      once the folder of calibration samples is there. What a model cannot tell (whether an input is a picture, its
      colours, its mean and scale) is guessed or left open, with the reason above each key. \`--full\` adds every other
      key as a comment, with its default. The first line lets editors complete and check it by the JSON Schema that
      ships with the program. \`--explain\` tells of one key what it is for, its values and default, which march has
      it, and what it has to do with others. \`--vendor\` takes out what only OpenBPU knows. No file is ever written
      over.
    `,
    examples: [
      ['A recipe for an ONNX model, in recipe.yaml', 'hb_mapper recipe --init model.onnx'],
      [
        'A recipe for a Caffe model and RDK X3, with every key',
        'hb_mapper recipe --init model.caffemodel --proto deploy.prototxt --march bernoulli2 --full --output x3.yaml',
      ],
      ['What a key is for', 'hb_mapper recipe --explain calibration_type'],
      ['The same recipe for the tool of the vendor', 'hb_mapper recipe --config recipe.yaml --vendor vendor.yaml'],
    ],
  });

  init = Option.String('--init', { description: 'the .onnx or .caffemodel file to write a recipe for' });
  proto = Option.String('--proto', { description: 'the prototxt file of a Caffe model' });
  march = Option.String('--march', { description: `${MARCHES}; bayes-e when absent` });
  inputShapes = Option.Array('--input-shape', {
    arity: 2,
    description: 'name and shape of one input, e.g. data 1x3x224x224; may be repeated',
  });
  full = Option.Boolean('--full', false, { description: 'every other key too, as a comment with its default' });
  output = Option.String('--output', { description: 'the file for the recipe of --init; recipe.yaml when absent' });
  budget = Option.String('--budget', { description: BUDGET });
  explain = Option.String('--explain', { description: 'the key to tell of' });
  vendor = Option.String('--vendor', { description: 'the file for the recipe of --config without what is ours' });
  config = Option.String('-c,--config', { description: 'the recipe for --vendor' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { init, explain, vendor } = this;
    const asked = MODES.filter((_, i) => [init, explain, vendor][i] !== undefined);
    if (asked[0] === '--explain' && asked.length === 1)
      return runCommand(
        'recipe',
        undefined,
        terminal,
        async () => {
          this.refuseStrays('--explain');
          const found = (await import('@openbpu/pipeline/recipe')).explain(explain ?? '');
          return 'known' in found
            ? fail(CLI.unknownKey({ key: explain ?? '', ...found }, { name: '--explain' }))
            : found;
        },
        showKey,
      );
    if (asked[0] === '--vendor' && asked.length === 1)
      return runCommand(
        'recipe',
        undefined,
        terminal,
        async () => {
          this.refuseStrays('--vendor');
          const config = this.config ?? fail(CLI.configMissing({}, { name: '--config' }));
          return (await import('@openbpu/pipeline/recipe')).writeVendorRecipe({ config, output: vendor ?? '' });
        },
        showVendor,
      );
    return runCommand(
      'recipe',
      undefined,
      terminal,
      async (events, signal) => {
        if (init === undefined || asked.length > 1) return fail(CLI.oneMode({ asked, modes: MODES }));
        this.refuseStrays('--init');
        const { proto, march, output, inputShapes, full } = this;
        const modelType = proto !== undefined || /\.caffemodel$/i.test(init) ? 'caffe' : 'onnx';
        const request = {
          source: sourceOf({ modelType, model: init, proto, inputShapes }),
          full,
          schema: SCHEMA_FILE,
          signal,
          ...(march === undefined ? {} : { march }),
          ...(output === undefined ? {} : { output }),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline/recipe')).initRecipe(request, events);
      },
      showInit,
    );
  }

  /** Flags of another mode than the one that is asked for. */
  private refuseStrays(mode: (typeof MODES)[number]): void {
    const { proto, march, inputShapes, full, output, budget, config } = this;
    const ofInit = {
      '--proto': proto,
      '--march': march,
      '--input-shape': inputShapes,
      '--output': output,
      '--budget': budget,
    };
    const strays = [
      ...Object.entries({ ...ofInit, '--full': full || undefined }).map(([flag, given]) => ({
        flag,
        given,
        of: '--init',
      })),
      { flag: '--config', given: config, of: '--vendor' },
    ];
    const stray = strays.find(({ given, of }) => given !== undefined && of !== mode);
    if (stray) fail(CLI.strayFlag({ flag: stray.flag, of: stray.of, mode }, { name: stray.flag }));
  }
}

function showKey(explanation: KeyExplanation, printer: EventPrinter): void {
  for (const line of explanationText(explanation).split('\n')) printer.line(line);
}

function showInit({ file, modelType, inputs }: InitResult, printer: EventPrinter): void {
  for (const { name, shape, dtype, typeTrain, typeRt, layoutTrain } of inputs) {
    const trained = typeTrain === 'featuremap' ? typeTrain : `${typeTrain} ${layoutTrain}, fed as ${typeRt}`;
    printer.say('INFO', `input ${name}: ${dtype} ${shape.join('x')}, guessed as ${trained}`);
  }
  printer.say('INFO', `The recipe is in ${file}, the reasons above its keys. Put samples into`);
  for (const { samples } of inputs) printer.say('INFO', `  ${samples}`);
  printer.say('INFO', `and convert: hb_mapper makertbin --config ${file} --model-type ${modelType}`);
}

function showVendor({ file, left, advice, diagnostics }: VendorResult, printer: EventPrinter): void {
  for (const diagnostic of diagnostics) printer.diagnostic(diagnostic);
  printer.say(
    'INFO',
    left.length === 0 ? `${file} is the same recipe: it holds nothing of ours` : `${file} is without`,
  );
  for (const { group, key } of left) printer.say('INFO', `  ${key}, of ${group}`);
  for (const sentence of advice) printer.say('INFO', sentence);
}
