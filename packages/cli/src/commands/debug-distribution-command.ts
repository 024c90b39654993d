import type { DistributionOptions } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { LIST_NOTE, SAVE_DIR, THREADS, debugSource, showFindings, whatIsGiven } from '../debugger-source';
import { manyNames } from '../debugger-values';
import { CUSTOM_OP } from '../parse-values';
import { runCommand } from '../run-command';

export class DebugDistributionCommand extends Command {
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

  modelOrFile = Option.String({ name: 'MODEL_OR_FILE', required: true });
  data = Option.String({ name: 'CALIBRATION_DATA', required: true });
  saveDir = Option.String('-s,--save-dir', { description: SAVE_DIR });
  nodesList = Option.String('-n,--nodes-list', { required: true, description: 'the nodes, of any type' });
  threads = Option.String('--threads', { description: THREADS });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'plot-distribution',
      undefined,
      terminal,
      async (events, signal) => {
        const request = this.request(signal);
        const { plotDistribution } = await import('@openbpu/pipeline');
        const { found, diagnostics, files } = await plotDistribution(request, events);
        return { table: [], notes: [], files, toJSON: () => ({ distributions: found, files, diagnostics }) };
      },
      showFindings,
    );
  }

  /** What the flags ask for. Throws DiagnosticError for values that are none. */
  request(signal: AbortSignal): DistributionOptions {
    const nodesList = manyNames(this.nodesList, '--nodes-list');
    return { ...debugSource(this, signal), nodesList, ...whatIsGiven({ saveDir: this.saveDir }) };
  }
}
