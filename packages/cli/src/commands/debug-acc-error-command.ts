import type { DebugRequest, AccErrorOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, METRIC_WORDS, SAVE_DIR, whatIsGiven } from '../debugger-source';
import { namesOrLists, oneName, truth } from '../debugger-values';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<AccErrorOptions, keyof DebugRequest>;

export class DebugAccErrorCommand extends DebugCommand<Own> {
  static override paths = [['plot-acc-error']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Draw how the error of partly quantised models grows from node to node.',
    details: `
      A curve for each model: the distance between the output of every regular node in it and in the float model, in
      the order of the model. \`-q\` quantises what is named and nothing else, \`-nq\` all but that. A plain list is a
      model a name; a list of lists is a model a list, called partial_qmodel_0, partial_qmodel_1, …. The words weight
      and activation stand for all weights and all activations. One of the two is needed; with both, both are drawn.

      Writes \`accumulate_error_….png\` and \`accumulate_error.html\`. \`-a True\` draws at each node the mean of the
      nodes up to it, which tells strategies apart whose curves cross.
      ${LIST_NOTE}
    `,
    examples: [
      [
        'Quantise two nodes, each alone',
        "hmct-debugger plot-acc-error calibrated_model.onnx calibration_data -q ['Conv_2','Conv_90']",
      ],
      [
        'Quantise one, then both together',
        "hmct-debugger plot-acc-error calibrated_model.onnx calibration_data -q [['Conv_2'],['Conv_2','Conv_90']]",
      ],
      [
        'Quantise all but a node, and draw means',
        "hmct-debugger plot-acc-error calibrated_model.onnx calibration_data -nq ['Conv_2','Conv_90'] -a True",
      ],
      [
        'Compare weights with activations',
        "hmct-debugger plot_acc_error calibrated_model.onnx calibration_data -q ['weight','activation']",
      ],
    ],
  });

  saveDir = Option.String('-s,--save-dir', { description: SAVE_DIR });
  quantizeNode = Option.String('-q,--quantize-node', {
    description: 'what is quantised, and nothing else: names, lists of names, weight, activation',
  });
  nonQuantizeNode = Option.String('-nq,--non-quantize-node', {
    description: 'what is not quantised, while all else is: names or lists of names',
  });
  metric = Option.String('-m,--metric', { description: METRIC_WORDS });
  averageMode = Option.String('-a,--average-mode', {
    description: 'draw at each node the mean of those up to it; False when absent',
  });

  protected override asked(): Own {
    return {
      averageMode: truth(this.averageMode, '--average-mode'),
      ...whatIsGiven({
        saveDir: this.saveDir,
        quantizeNode: namesOrLists(this.quantizeNode, '--quantize-node'),
        nonQuantizeNode: namesOrLists(this.nonQuantizeNode, '--non-quantize-node'),
        metric: oneName(this.metric, '--metric'),
      }),
    };
  }

  protected override async find(request: AccErrorOptions, events: JobEvents): Promise<DebugResult> {
    const { plotAccError } = await import('@openbpu/pipeline');
    const { found: errors, ...rest } = await plotAccError(request, events);
    return { json: { errors }, ...rest };
  }
}
