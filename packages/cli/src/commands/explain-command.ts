import { Command, Option } from 'clipanion';
import { explainedCode, explainedText } from '../explained-code';
import { runCommand } from '../run-command';

export class ExplainCommand extends Command {
  static override paths = [['explain']];
  static override usage = Command.Usage({
    category: 'General',
    description: 'Tell what a code of an error, a warning or a note means, with an example and what to do.',
    details: `
      Every message of the program begins with a code of three letters and three digits. This tells of one: when it is
      said, what it looks like, and what to do then. \`--code\` may be left out.
    `,
    examples: [['What CFG008 means', 'hb_mapper explain CFG008']],
  });

  code = Option.String('--code', { required: true, description: 'the code, e.g. CFG008' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const { stdout, stderr } = this.context;
    return runCommand(
      'explain',
      undefined,
      { stdout, stderr, json: this.json },
      async () => explainedCode(this.code),
      (found) => stdout.write(`${explainedText(found)}\n`),
    );
  }
}
