import type { TensorInfoResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { runCommand } from '../run-command';
import { MODEL_FILE } from './hrt-model-exec-perf-command';

export class HrtModelExecInfoCommand extends Command {
  static override paths = [['model_info']];
  static override usage = Command.Usage({
    category: 'Look',
    description: 'The inputs and outputs of compiled models, as the library of the board describes them.',
    details: `
      Shapes without and with the padding in memory, layout, type, how integers stand for reals, and strides: what a
      program has to know that feeds and reads the model. Without \`--model_name\` all models of the files are told.
    `,
    examples: [['What does it take, what does it give?', 'hrt_model_exec model_info --model_file net.bin']],
  });

  modelFile = Option.String('--model-file', { required: true, description: MODEL_FILE });
  modelName = Option.String('--model-name', { description: 'one of several models; default all' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { modelFile: models, modelName: name } = this;
    return runCommand(
      'model_info',
      undefined,
      terminal,
      async () => (await import('@openbpu/pipeline')).tensorInfo({ models, ...(name === undefined ? {} : { name }) }),
      ({ lines }: TensorInfoResult, printer) => {
        for (const line of lines) printer.line(line);
      },
    );
  }
}
