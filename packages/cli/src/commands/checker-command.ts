import { Command, Option } from 'clipanion';
import { BUDGET, CUSTOM_OP, SKIP_PASS, customOps, parseBudget, skipping } from '../parse-values';
import { runCommand } from '../run-command';
import { sourceOf } from '../source-of';

/** As `marches` of the pipeline names them, which a spec holds it to; help does not load it for that. */
export const MARCHES = 'bernoulli2 (RDK X3), bayes-e (RDK X5) or bayes (RDK Ultra)';

export class CheckerCommand extends Command {
  static override paths = [['checker']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Tell where every node of a model would run, and why.',
    details: `
      Reads a trained model, optimises it as a conversion would, and prints one row a node: the device it runs on, its
      subgraph, the type it becomes, and its integer types. Under every node on the CPU stands the reason.
      Nothing is written but \`hb_mapper_checker.log\` in the current folder.
    `,
    examples: [
      ['Check an ONNX model for RDK X5', 'hb_mapper checker --model-type onnx --march bayes-e --model model.onnx'],
      [
        'Check a Caffe model for RDK X3',
        'hb_mapper checker --model-type caffe --march bernoulli2 --proto deploy.prototxt --model model.caffemodel',
      ],
      [
        'Fix a dynamic input',
        'hb_mapper checker --model-type onnx --march bayes-e --model model.onnx --input-shape data 1x3x224x224',
      ],
      [
        'See what is left where a model ends earlier',
        'hb_mapper checker --model-type onnx --march bayes-e --model m.onnx --output-node conv_5 --output-node conv_7',
      ],
    ],
  });

  modelType = Option.String('--model-type', { required: true, description: 'the kind of model' });
  march = Option.String('--march', {
    required: true,
    description: MARCHES,
  });
  model = Option.String('--model', { required: true, description: 'the .onnx or .caffemodel file' });
  proto = Option.String('--proto', { description: 'the prototxt file of a Caffe model' });
  inputShapes = Option.Array('--input-shape', {
    arity: 2,
    description: 'name and shape of one input, e.g. data 1x3x224x224; may be repeated',
  });
  outputNodes = Option.Array('--output-node', {
    description: 'a node whose outputs become those of the model, in place of its own; may be repeated',
  });
  output = Option.String('--output', { description: 'deprecated, without effect' });
  skipPasses = Option.Array('--skip-pass', { description: SKIP_PASS });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'checker',
      'hb_mapper_checker.log',
      terminal,
      async (events) => {
        const request = {
          march: this.march,
          source: sourceOf(this),
          ...skipping(this.skipPasses),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline/checker')).checker(request, events);
      },
      () => {},
    );
  }
}
