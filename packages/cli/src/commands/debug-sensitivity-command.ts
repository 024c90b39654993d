import type { DebugRequest, SensitivityOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, METRIC_WORDS, whatIsGiven } from '../debugger-source';
import { namesIn, oneName, truth, wholeNumber, wordsIn } from '../debugger-values';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<SensitivityOptions, keyof DebugRequest>;

export class DebugSensitivityCommand extends DebugCommand<Own> {
  static override paths = [['get-sensitivity-of-nodes']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Rank nodes by what quantising each of them alone does to the outputs, the worst first.',
    details: `
      The first thing to look at where a model loses 1.5 to 3 % and another calibration does not help: the nodes on top
      are those to give 16 bits (\`node_info\` of the recipe) or, at the end of the model, the CPU (\`run_on_cpu\`). A
      loss above 4 % comes from the recipe or the samples nearly always: look at colours, mean, scale and layout first.

      MODEL_OR_FILE is the \`…_calibrated_model.onnx\` of a conversion, CALIBRATION_DATA the folder \`calibration_data\`
      that \`debug_mode: 'dump_calibration_data'\` in model_parameters leaves beside it. No recipe is needed, for any
      march.
      ${LIST_NOTE}
    `,
    examples: [
      [
        'Rank the nodes by cosine, and print the mean squared error beside it',
        'hmct-debugger get-sensitivity-of-nodes calibrated_model.onnx calibration_data ' +
          "-m ['cosine-similarity','mse'] -v True",
      ],
      [
        'Rank the weights, on the first 10 samples, and keep table, picture and page',
        'hmct-debugger get-sensitivity-of-nodes calibrated_model.onnx calibration_data -n weight -d 10 -s result',
      ],
      [
        'Ask for two nodes, compared at the output of a third',
        'hmct-debugger get-sensitivity-of-nodes calibrated_model.onnx calibration_data ' +
          "-i ['Conv_2','Conv_9'] -o Conv_20",
      ],
    ],
  });

  metrics = Option.String('-m,--metrics', { description: `${METRIC_WORDS}: one or a list, of which the first ranks` });
  outputNode = Option.String('-o,--output-node', {
    description: 'the regular node whose output is compared; the outputs of the model when absent',
  });
  nodeType = Option.String('-n,--node-type', {
    description: 'what is ranked: node (default), weight or activation calibration nodes',
  });
  dataNum = Option.String('-d,--data-num', { description: 'how many samples, from the first; all when absent' });
  verbose = Option.String('-v,--verbose', { description: 'print the table; False when absent' });
  interestedNodes = Option.String('-i,--interested-nodes', {
    description: 'only these nodes, of any type; goes before --node-type',
  });
  saveDir = Option.String('-s,--save-dir', { description: 'a folder for table, picture and page; none when absent' });

  protected override asked(): Own {
    return whatIsGiven({
      metrics: wordsIn(this.metrics, '--metrics'),
      outputNode: oneName(this.outputNode, '--output-node'),
      nodeType: oneName(this.nodeType, '--node-type'),
      dataNum: wholeNumber(this.dataNum, '--data-num', 1),
      interestedNodes: namesIn(this.interestedNodes, '--interested-nodes'),
      saveDir: this.saveDir,
    });
  }

  protected override async find(request: SensitivityOptions, events: JobEvents): Promise<DebugResult> {
    const verbose = truth(this.verbose, '--verbose');
    const { getSensitivityOfNodes, sensitivityJson, sensitivityText } = await import('@openbpu/pipeline');
    const { found, ...rest } = await getSensitivityOfNodes(request, events);
    const told = verbose ? { table: sensitivityText(found).split('\n') } : { notes: [summary(found)] };
    return { json: sensitivityJson(found), ...rest, ...told };
  }
}

interface Ranked {
  readonly kind: string;
  readonly metrics: readonly string[];
  readonly nodes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** A ranking in a sentence. */
export function summary({ kind, metrics: [metric], nodes }: Ranked): string {
  const [worst] = nodes;
  if (worst === undefined) return `no ${kind} is quantised in front of the output`;
  const [node, values] = worst;
  const count = `${nodes.size} ${nodes.size === 1 ? 'row' : 'rows'} of type ${kind}`;
  return `${count}; the worst is ${node}: ${metric} ${values.get(metric)}; -v True prints the table`;
}
