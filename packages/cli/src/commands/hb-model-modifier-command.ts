import type { ModifyResult } from '@openbpu/pipeline';
import { fail } from '@openbpu/diagnostics';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { runCommand } from '../run-command';

export class HbModelModifierCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Delete nodes from the edge of a .bin: conversions that whoever feeds or reads it can do without.',
    details: `
      Without \`-r\` and \`-a\` it lists the nodes that can be deleted. Types go first, all nodes of each that stand at
      the edge, again and again; then nodes by name, in the order they are given: each must stand at the edge when its
      turn comes. What was deleted is kept in the file, and hb_model_info tells of it. The file that is read is not
      written over.
    `,
    examples: [
      ['List what can be deleted', 'hb_model_modifier model.bin'],
      ['Delete one node, and another behind it', 'hb_model_modifier model.bin -r node1 -r node2 -o small.bin'],
      ['Delete all nodes of two types', 'hb_model_modifier model.bin -a Quantize -a Dequantize'],
    ],
  });

  file = Option.String({ name: 'MODEL_FILE', required: false });
  modelFile = Option.String('--model-file', { description: 'the .bin, where it does not stand alone' });
  names = Option.Array('-r', { description: 'a node to delete; may be repeated' });
  types = Option.Array('-a,--all', {
    description: 'Quantize, Transpose, Dequantize, Cast, Reshape or Softmax: all at the edge; may be repeated',
  });
  output = Option.String('-o', { description: 'the new file, with -r; else <name>_modified.bin' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { names = [], types = [], output } = this;
    return runCommand(
      'hb_model_modifier',
      undefined,
      terminal,
      async (events) => {
        const file =
          this.modelFile ??
          this.file ??
          fail(
            CLI.wordMissing(
              { command: 'hb_model_modifier', word: 'MODEL_FILE', example: 'hb_model_modifier model.bin' },
              { name: 'hb_model_modifier' },
            ),
          );
        if (this.modelFile !== undefined && this.file !== undefined)
          fail(CLI.strayArgument({ command: 'hb_model_modifier', given: this.file }, { name: 'hb_model_modifier' }));
        if (output !== undefined && names.length === 0) events.diagnostic(CLI.outputUnused({ output }, { name: '-o' }));
        const asked = output === undefined || names.length === 0 ? {} : { output };
        return (await import('@openbpu/pipeline')).modifyModel({ file, names, types, ...asked }, events);
      },
      ({ lines, output: written }: ModifyResult, printer) => {
        for (const line of lines)
          if (written === undefined) printer.say('INFO', line);
          else printer.line(line);
      },
    );
  }
}
