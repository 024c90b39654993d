import { fail } from '@openbpu/diagnostics';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { parseCount } from '../parse-values';
import { runCommand } from '../run-command';

export class DebugDoctorCommand extends Command {
  static override paths = [['doctor']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Look for mistakes between the calibration samples of a recipe and its net.',
    details: `
      A loss of more than 4 % comes from what a net is fed with nearly always. This looks at the samples (too few,
      nearly the same, of one colour, over-exposed; range, element type and layout), at what the recipe makes of them,
      and runs the float model on them as they are and with each mistake undone that may have been made: colours
      swapped, division by 255 missing or done twice, mean or scale missing or applied twice, the standard deviation
      given as the scale, NHWC for NCHW, uint8 read as float32 and the other way round. Suspects are ranked by how much
      better the net takes the samples without the mistake: statistics of BatchNormalization where the model still has
      them, how many channels are alive in front of activations, how large they are, how sure the outputs are, and what
      they say of the right classes where \`--labels\` gives them.

      Tells the likeliest mistake, how far it is ahead, and the line of the recipe to change. Nothing is written or
      changed. The exit code is 0 where nothing speaks for a mistake, and 1 where something does. \`makertbin\` looks
      briefly at the same before it calibrates, and warns.
    `,
    examples: [
      ['Look at the samples of a recipe', 'hmct-debugger doctor recipe.yaml'],
      [
        'The same as a document, with the classes of the samples',
        'hmct-debugger doctor recipe.yaml --labels val.txt --json',
      ],
    ],
  });

  recipe = Option.String({ name: 'RECIPE', required: true });
  modelType = Option.String('--model-type', { description: 'onnx or caffe; what the recipe names when absent' });
  samples = Option.String('--samples', {
    description: 'how many samples are looked at, from the first; 64 when absent',
  });
  runs = Option.String('--runs', {
    description: 'how many of them the net is run with; 8 when absent; of colours it is asked with all',
  });
  labels = Option.String('--labels', { description: 'a file of lines `<name of sample> <class>`' });
  threads = Option.String('--threads', { description: 'worker threads; default one a processor; changes no result' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const { stdout, stderr } = this.context;
    return runCommand(
      'doctor',
      undefined,
      { stdout, stderr, json: this.json },
      async (events, signal) => {
        const { modelType } = this;
        if (modelType !== undefined && modelType !== 'onnx' && modelType !== 'caffe')
          return fail(CLI.modelType({ given: modelType }));
        const count = (given: string | undefined, flag: string, key: 'samples' | 'runs' | 'threads') =>
          given === undefined ? {} : { [key]: parseCount(given, flag) };
        const { doctor, doctorText } = await import('@openbpu/pipeline');
        const report = await doctor(
          {
            config: this.recipe,
            signal,
            ...(modelType === undefined ? {} : { modelType }),
            ...count(this.samples, '--samples', 'samples'),
            ...count(this.runs, '--runs', 'runs'),
            ...count(this.threads, '--threads', 'threads'),
            ...(this.labels === undefined ? {} : { labels: this.labels }),
          },
          events,
        );
        return { lines: doctorText(report), alarm: report.inputs.some((input) => input.alarm), toJSON: () => report };
      },
      ({ lines }) => lines.forEach((line) => stdout.write(`${line}\n`)),
      ({ alarm }) => (alarm ? 1 : 0),
    );
  }
}
