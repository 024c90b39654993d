import type { PackResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { runCommand } from '../run-command';

/** What the guide calls it where it fails. */
export const PACK = 'pack';

export class HbPackCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Pack several .bin files into one.',
    details: `
      Each model stays as it is and keeps its name, by which \`hrt_model_exec\`, \`hb_perf -m\` and \`hb_model_info -m\`
      find it again. All of them are for one march. A packed file cannot be packed again.
    `,
    examples: [['Pack three models', 'hb_pack model1.bin model2.bin model3.bin -o comb.bin']],
  });

  files = Option.Rest({ name: 'BIN_FILE', required: 1 });
  outputName = Option.String('-o,--output-name', { required: true, description: 'the packed file' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { files, outputName: output } = this;
    return runCommand(
      PACK,
      undefined,
      terminal,
      async () => (await import('@openbpu/pipeline')).packFiles({ files, output }),
      ({ models, bytes }: PackResult, printer) => {
        printer.say('INFO', `packed ${models.join(', ')}`);
        printer.say('INFO', `packed model saved as ${output}, ${bytes} bytes`);
      },
    );
  }
}
