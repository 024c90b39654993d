import type { DebugRequest, RunallOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, METRIC_WORDS, whatIsGiven } from '../debugger-source';
import { namesIn, namesOrLists, oneName, truth, wholeNumber, wordsIn } from '../debugger-values';
import { LEAST_AXIS } from './debug-channelwise-command';
import { summary } from './debug-sensitivity-command';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<RunallOptions, keyof DebugRequest>;

export class DebugRunallCommand extends DebugCommand<Own> {
  static override paths = [['runall']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Do all of it: rank weights and activations, draw the five worst of each, and both error curves.',
    details: `
      1. Ranks weight calibration nodes, then activation calibration nodes (or what \`-nt\` says).
      2. Draws how the five worst of each are spread; with \`-nt node\` of the five worst nodes their calibration nodes.
      3. Draws the channels of the same nodes.
      4. Draws the accumulated error of quantising weights alone and activations alone.

      Writes \`debug_result/runall.html\`, with everything on one page, and the folders node_sensitivity,
      data_distribution, channelwise_distribution and accumulate_error beside it: all of them or none.
      ${LIST_NOTE}
    `,
    examples: [
      ['Look at everything', 'hmct-debugger runall calibrated_model.onnx calibration_data'],
      [
        'Rank regular nodes on 10 samples by two metrics, and print the tables',
        'hmct-debugger runall calibrated_model.onnx calibration_data ' +
          "-nt node -dn 10 -nm ['cosine-similarity','mse'] -v True",
      ],
    ],
  });

  saveDir = Option.String('-s,--save-dir', { description: 'the folder for the files; ./debug_result when absent' });
  nsMetrics = Option.String('-nm,--ns-metrics', {
    description: `of the ranking: ${METRIC_WORDS}; one or a list, of which the first ranks`,
  });
  outputNode = Option.String('-o,--output-node', {
    description: 'the regular node whose output is compared in the ranking; the outputs of the model when absent',
  });
  nodeType = Option.String('-nt,--node-type', {
    description: 'what is ranked: node, weight or activation; weight, then activation when absent',
  });
  dataNum = Option.String('-dn,--data-num', {
    description: 'how many samples the ranking takes, from the first; all when absent',
  });
  verbose = Option.String('-v,--verbose', { description: 'print the tables; False when absent' });
  interestedNodes = Option.String('-i,--interested-nodes', {
    description: 'rank only these nodes, of any type; goes before --node-type',
  });
  disNodesList = Option.String('-dnl,--dis-nodes-list', {
    description: 'the nodes whose values are drawn; the worst five when absent',
  });
  cwNodesList = Option.String('-cn,--cw-nodes-list', {
    description: 'the calibration nodes whose channels are drawn; the worst five when absent',
  });
  axis = Option.String('-a,--axis', {
    description: 'where channels lie in the shape, from 0; when absent that of the node for weights, 1 for activations',
  });
  quantizeNode = Option.String('-qn,--quantize-node', {
    description: 'what is quantised in the error curves, and nothing else: names, lists of names, weight, activation',
  });
  nonQuantizeNode = Option.String('-nqn,--non-quantize-node', {
    description: 'what is not quantised in the error curves, while all else is',
  });
  aeMetric = Option.String('-am,--ae-metric', { description: `of the error curves: ${METRIC_WORDS}` });
  averageMode = Option.String('-avm,--average-mode', {
    description: 'draw at each node the mean of those up to it; False when absent',
  });

  protected override asked(): Own {
    return {
      averageMode: truth(this.averageMode, '--average-mode'),
      ...whatIsGiven({
        saveDir: this.saveDir,
        nsMetrics: wordsIn(this.nsMetrics, '--ns-metrics'),
        outputNode: oneName(this.outputNode, '--output-node'),
        nodeType: oneName(this.nodeType, '--node-type'),
        dataNum: wholeNumber(this.dataNum, '--data-num', 1),
        interestedNodes: namesIn(this.interestedNodes, '--interested-nodes'),
        disNodesList: namesIn(this.disNodesList, '--dis-nodes-list'),
        cwNodesList: namesIn(this.cwNodesList, '--cw-nodes-list'),
        axis: wholeNumber(this.axis, '--axis', LEAST_AXIS),
        quantizeNode: namesOrLists(this.quantizeNode, '--quantize-node'),
        nonQuantizeNode: namesOrLists(this.nonQuantizeNode, '--non-quantize-node'),
        aeMetric: oneName(this.aeMetric, '--ae-metric'),
      }),
    };
  }

  protected override async find(request: RunallOptions, events: JobEvents): Promise<DebugResult> {
    const verbose = truth(this.verbose, '--verbose');
    const { runall, sensitivityJson, sensitivityText } = await import('@openbpu/pipeline');
    const { found, ...rest } = await runall(request, events);
    const { sensitivities } = found;
    const told = verbose
      ? { table: sensitivities.flatMap((each) => sensitivityText(each).split('\n')) }
      : { notes: sensitivities.map(summary) };
    return { json: { ...found, sensitivities: sensitivities.map(sensitivityJson) }, ...rest, ...told };
  }
}
