import type { DebugRequest, ChannelwiseOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, SAVE_DIR, whatIsGiven } from '../debugger-source';
import { manyNames, wholeNumber } from '../debugger-values';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<ChannelwiseOptions, keyof DebugRequest>;

export class DebugChannelwiseCommand extends DebugCommand<Own> {
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

  saveDir = Option.String('-s,--save-dir', { description: SAVE_DIR });
  nodesList = Option.String('-n,--nodes-list', {
    required: true,
    description: 'weight or activation calibration nodes',
  });
  axis = Option.String('-a,--axis', {
    description: 'where channels lie in the shape, from 0; when absent that of the node for weights, 1 for activations',
  });

  protected override asked(): Own {
    return {
      nodesList: manyNames(this.nodesList, '--nodes-list'),
      ...whatIsGiven({ saveDir: this.saveDir, axis: wholeNumber(this.axis, '--axis', LEAST_AXIS) }),
    };
  }

  protected override async find(request: ChannelwiseOptions, events: JobEvents): Promise<DebugResult> {
    const { getChannelwiseDataDistribution } = await import('@openbpu/pipeline');
    const { found: channels, ...rest } = await getChannelwiseDataDistribution(request, events);
    return { json: { channels }, ...rest };
  }
}

/** Axes below 0 are counted from the last; what a shape does not have is for the analysis to say. */
export const LEAST_AXIS = -1024;
