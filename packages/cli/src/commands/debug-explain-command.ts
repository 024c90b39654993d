import type { ExplainOptions } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { THREADS, debugSource, showFindings, whatIsGiven } from '../debugger-source';
import { oneName, wholeNumber } from '../debugger-values';
import { CUSTOM_OP } from '../parse-values';
import { runCommand } from '../run-command';

export class DebugExplainCommand extends Command {
  static override paths = [['explain']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Take the error of the outputs apart into causes, each with its place, its part and its cure.',
    details: `
      MODEL_OR_FILE.
    `,
    examples: [
      ['Why a model loses accuracy', 'hmct-debugger explain calibrated_model.onnx calibration_data'],
    ],
  });

  modelOrFile = Option.String({ name: 'MODEL_OR_FILE', required: true });
  data = Option.String({ name: 'CALIBRATION_DATA', required: true });
  outputNode = Option.String('-o,--output-node', {
    description: 'the regular node whose output is compared; the outputs of the model when absent',
  });
  dataNum = Option.String('-d,--data-num', { description: 'how many samples, from the first; 8 when absent' });
  places = Option.String('-p,--places', {
    description: 'how many places are looked at one by one, the worst first; 32 when absent',
  });
  saveDir = Option.String('-s,--save-dir', { description: 'a folder for text, picture and page; none when absent' });
  threads = Option.String('--threads', { description: THREADS });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'explain',
      undefined,
      terminal,
      async (events, signal) => {
        const request = this.request(signal);
        const { explainCauses, explanationText } = await import('@openbpu/pipeline');
        const { found, diagnostics, files } = await explainCauses(request, events);
        return {
          table: explanationText(found).split('\n'),
          notes: [],
          files,
          toJSON: () => ({ ...found, files, diagnostics }),
        };
      },
      showFindings,
    );
  }

  /** What the flags ask for. Throws DiagnosticError for values that are none. */
  request(signal: AbortSignal): ExplainOptions {
    return {
      ...debugSource(this, signal),
      ...whatIsGiven({
        outputNode: oneName(this.outputNode, '--output-node'),
        dataNum: wholeNumber(this.dataNum, '--data-num', 1),
        places: wholeNumber(this.places, '--places', 1),
        saveDir: this.saveDir,
      }),
    };
  }
}
