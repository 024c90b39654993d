import { Command, Option } from 'clipanion';
import { BUDGET, CUSTOM_OP, SKIP_PASS, customOps, parseBudget, skipping } from '../parse-values';
import { runCommand } from '../run-command';
import { sourceOf } from '../source-of';

/** As `marches` of the pipeline names them, which a spec holds it to; help does not load it for that. */
export const MARCHES = 'bernoulli2 (RDK X3), bayes-e (RDK X5) or bayes (RDK Ultra)';

/** The exit code of a model with nodes on the CPU, where it may have none. */
const FALLBACKS = 2;

export class CheckerCommand extends Command {
  static override paths = [['checker']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Tell where every node of a model would run, and why.',
    details: `
      Reads a trained model, optimises it as a conversion would, and prints one row a node: the device it runs on, its
      subgraph, the type it becomes, and its integer types. Under every node on the CPU stand the reason with the value
      that is at fault, what to do, and what it costs: its time on the CPU, the subgraphs it opens, and those that are
      one again once it is mended. Nothing is written but \`hb_mapper_checker.log\` in the current folder.

      With \`--price\` the model is compiled at O3, and the machine's clock tells what an inference takes, and what it
      takes with everything mended: the latency that \`makertbin\` finds for inputs that are fed as the model has them.

      With \`--fix OUT.onnx\` the repaired model is written, in plain float operators of ONNX opset 11 (IR version 7),
      whatever opset it came in: shapes fixed, what contributes to no output left out, and every operator in the form
      that the march takes. It computes what the model computed. Each repair is named, and \`--skip-pass\` leaves it out
      (\`to-opset-11\` too). \`--cut\` ends the model before its post-processing and says what is then left to you.

      The exit code is 0, 1 after an error, and 2 where \`--strict\` is given and nodes fall back to the CPU: where they
      take time there, or cut the BPU; a Reshape before an output does neither.

      \`--json\` prints the record: \`nodes\` are the rows of the table (\`node\`, \`on\`, \`subgraph\`, \`type\`,
      \`inType\`, \`outType\`, \`macs\`; on the CPU \`because\` with \`code\`, \`message\`, \`hint\` and \`facts\`,
      \`opens\`, and \`cost\` with \`cpuUs\`, \`crossingUs\`, \`joins\`, \`mendedBy\`, \`savesUs\`), \`check\` sums up
      (\`subgraphs\`, \`fallbacks\`, \`cpuUs\`, \`mended\`, \`repairs\`), \`performance\` what \`--price\` found, and
      \`diagnostics\` all that was said.
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
        'Tell what it takes, and what its fallbacks cost',
        'hb_mapper checker --model-type onnx --march bayes-e --model model.onnx --price',
      ],
      [
        'Write it repaired, without its post-processing',
        'hb_mapper checker --model-type onnx --march bayes-e --model m.onnx --cut NonMaxSuppression --fix fixed.onnx',
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
  price = Option.Boolean('--price', false, { description: 'compile it, to tell what an inference takes' });
  fix = Option.String('--fix', { description: 'where to write the repaired model, an .onnx file' });
  cut = Option.Array('--cut', {
    description: 'a node, or an operator, that is cut off with all that depends on it; may be repeated',
  });
  strict = Option.Boolean('--strict', false, { description: 'exit with 2 where nodes fall back to the CPU' });
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
      async (events, signal) => {
        const { checker } = await import('@openbpu/pipeline/checker');
        const price = this.price ? { price: (await import('@openbpu/pipeline/price')).priceOf } : {};
        const fix =
          this.fix === undefined
            ? {}
            : { fix: { path: this.fix, repair: (await import('@openbpu/pipeline/fix')).fixed } };
        const request = {
          signal,
          march: this.march,
          source: sourceOf(this),
          ...price,
          ...fix,
          ...skipping(this.skipPasses),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return checker(request, events);
      },
      () => {},
      ({ check }) => (this.strict && check !== undefined && check.fallbacks > 0 ? FALLBACKS : 0),
    );
  }
}
