import type { ChannelwiseOptions } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, SAVE_DIR, THREADS, debugSource, showFindings, whatIsGiven } from '../debugger-source';
import { manyNames, wholeNumber } from '../debugger-values';
import { CUSTOM_OP } from '../parse-values';
import { runCommand } from '../run-command';

export class DebugChannelwiseCommand extends Command {
  static override paths = [['get-channelwise-data-distribution']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Draw a box plot of every channel of what calibration nodes read.',
    details: `
      A box holds the middle half of the values of a channel, whiskers reach to the smallest and the largest, the red
      line is the median and the dashed blue one the mean. Where channels differ by powers of two, one scale for all of
      them leaves the small ones few steps: \`per_channel\` is for that.

      Writes \`<node>_channelwise.png\` for each node, and \`channelwise_distribution.html\`.
      ${LIST_NOTE}
    `,
    examples: [
      [
        'Look at the channels of an activation and of a weight',
        'hmct-debugger get-channelwise-data-distribution calibrated_model.onnx calibration_data ' +
          "-n ['317_HzCalibration','471_HzCalibration']",
      ],
    ],
  });

  modelOrFile = Option.String({ name: 'MODEL_OR_FILE', required: true });
  data = Option.String({ name: 'CALIBRATION_DATA', required: true });
  saveDir = Option.String('-s,--save-dir', { description: SAVE_DIR });
  nodesList = Option.String('-n,--nodes-list', {
    required: true,
    description: 'weight or activation calibration nodes',
  });
  axis = Option.String('-a,--axis', {
    description: 'where channels lie in the shape, from 0; when absent that of the node for weights, 1 for activations',
  });
  threads = Option.String('--threads', { description: THREADS });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'get-channelwise-data-distribution',
      undefined,
      terminal,
      async (events, signal) => {
        const request = this.request(signal);
        const { getChannelwiseDataDistribution } = await import('@openbpu/pipeline');
        const { found, diagnostics, files } = await getChannelwiseDataDistribution(request, events);
        return { table: [], notes: [], files, toJSON: () => ({ channels: found, files, diagnostics }) };
      },
      showFindings,
    );
  }

  /** What the flags ask for. Throws DiagnosticError for values that are none. */
  request(signal: AbortSignal): ChannelwiseOptions {
    return {
      ...debugSource(this, signal),
      nodesList: manyNames(this.nodesList, '--nodes-list'),
      ...whatIsGiven({ saveDir: this.saveDir, axis: wholeNumber(this.axis, '--axis', LEAST_AXIS) }),
    };
  }
}

/** Axes below 0 are counted from the last; what a shape does not have is for the analysis to say. */
export const LEAST_AXIS = -1024;
