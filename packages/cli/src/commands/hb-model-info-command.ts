import type { InfoResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { runCommand } from '../run-command';
import { toolVersion } from '../tool-version';

export class HbModelInfoCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Tell what a .bin was made from and by which recipe, and what was deleted from it.',
    details: `
      Where nodes were deleted from the edge of the model, their names stand at the end, and what each was is written to
      \`deleted_nodes_info.txt\` in the current folder, if it may be written to.
    `,
    examples: [
      ['Tell of a model', 'hb_model_info model.bin'],
      ['Of one model of a packed file', 'hb_model_info comb.bin -m mobilenetv1_224x224_nv12'],
      ['See its programs, instruction by instruction', 'hb_model_info model.bin --listing'],
    ],
  });

  file = Option.String({ name: 'BIN_FILE', required: true });
  model = Option.String('-m,--model-name', { description: 'one model of a packed file' });
  listing = Option.Boolean('--listing', false, { description: 'its steps and programs as text' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { file, model, listing } = this;
    return runCommand(
      'hb_model_info',
      undefined,
      terminal,
      async (events) =>
        (await import('@openbpu/pipeline')).inspectModel(
          { file, listing, ...(model === undefined ? {} : { model }) },
          events,
        ),
      ({ models }: InfoResult, printer) => {
        printer.line('Start hb_model_info....');
        printer.line(`hb_model_info version ${toolVersion()}`);
        for (const { lines, listing: text = '' } of models)
          for (const line of [...lines, ...text.trimEnd().split('\n')]) if (line !== '') printer.line(line);
      },
    );
  }
}
