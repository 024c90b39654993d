import type { DebugRequest, DistributionOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, SAVE_DIR, whatIsGiven } from '../debugger-source';
import { manyNames } from '../debugger-values';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<DistributionOptions, keyof DebugRequest>;

export class DebugDistributionCommand extends DebugCommand<Own> {
  static override paths = [['plot-distribution']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Draw how the values at nodes are spread, and where they are clipped.',
    details: `
      Of a regular node its output before and after quantisation and the error between them, of a weight calibration
      node the weights before and after, of an activation calibration node what it reads. The blue triangle stands at
      the largest magnitude, the red dashed line at the smallest threshold: what lies beyond is clipped, and a threshold
      far beyond what is common spends its 255 steps on a few values.

      Writes \`<node>_node_output.png\`, \`<node>_weight.png\` or \`<node>_activation.png\` for each node, and
      \`data_distribution.html\`.
      ${LIST_NOTE}
    `,
    examples: [
      [
        'Look at an activation, a weight and a regular node',
        'hmct-debugger plot-distribution calibrated_model.onnx calibration_data ' +
          "-n ['317_HzCalibration','471_HzCalibration','Conv_2']",
      ],
    ],
  });

  saveDir = Option.String('-s,--save-dir', { description: SAVE_DIR });
  nodesList = Option.String('-n,--nodes-list', { required: true, description: 'the nodes, of any type' });

  protected override asked(): Own {
    return { nodesList: manyNames(this.nodesList, '--nodes-list'), ...whatIsGiven({ saveDir: this.saveDir }) };
  }

  protected override async find(request: DistributionOptions, events: JobEvents): Promise<DebugResult> {
    const { plotDistribution } = await import('@openbpu/pipeline');
    const { found: distributions, ...rest } = await plotDistribution(request, events);
    return { json: { distributions }, ...rest };
  }
}
