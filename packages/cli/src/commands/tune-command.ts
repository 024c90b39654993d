import { fail } from '@openbpu/diagnostics';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { SKIP_PASS, parseCount, parseReal, skipping } from '../parse-values';
import { runCommand } from '../run-command';

/** The exit code of a goal that no point reaches; all files are written then too. */
const NOT_REACHED = 2;

export class TuneCommand extends Command {
  static override paths = [['tune']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Buy accuracy with milliseconds: find the tensors that are worth 16 bits, and write the recipe.',
    details: `
      Converts the model as the recipe says, but without some of the samples: a quarter, 4 to 32, or \`--samples\` of
      them, spread evenly, are held back. Every tensor that the march can hold in int16, with those that come along with
      it, is tried: what the error of the outputs loses where it alone is not rounded, and what an inference takes
      longer, by the clock of the machine. From the best for a millisecond on, groups are taken in steps of 1, 2, 4, …;
      after each step the model is calibrated, quantised, compiled and compared with the float model on the samples
      that were held back, and the step stays only where the error falls.

      \`--target-cosine X\` stops where every output has that cosine, \`--max-drop P\` where at most P in 100 pictures
      fewer are right than with the float model, \`--max-ms M\` keeps the time; then groups are taken back that are not
      needed, the least useful for a millisecond first. Without any of them, all is tried that helps, and the knee of
      the front is taken; the last point has all tensors that can be int16. bernoulli2 has none.

      Writes into \`--save-dir\`, or \`tune\` in working_dir: \`tuned.yaml\`, the recipe with the node_info of the
      chosen point, which \`makertbin\` converts to the milliseconds and the cosine that are told last; \`tune.html\`,
      a page with the front; \`tune.json\`, all of it. What the recipe says of nodes already stays. What was measured is
      kept in \`.openbpu-cache\` of working_dir, so that a run that was stopped goes on where it was. The exit code is
      0, 1 after an error, and 2 where no point reaches the goal.
    `,
    examples: [
      ['See what accuracy costs', 'hb_mapper tune --config recipe.yaml --model-type onnx'],
      [
        'As fast as it goes with a cosine of 0.999',
        'hb_mapper tune --config recipe.yaml --model-type onnx --target-cosine 0.999',
      ],
      ['As accurate as it goes in 4.5 ms', 'hb_mapper tune --config recipe.yaml --model-type onnx --max-ms 4.5'],
      [
        'At most half a point of top-1',
        'hb_mapper tune --config recipe.yaml --model-type onnx --max-drop 0.5 --labels val.txt',
      ],
    ],
  });

  config = Option.String('-c,--config', { required: true, description: 'the recipe, a YAML file' });
  modelType = Option.String('--model-type', { required: true, description: 'the kind of model' });
  targetCosine = Option.String('--target-cosine', { description: 'the cosine that every output is to reach' });
  maxMs = Option.String('--max-ms', { description: 'milliseconds that an inference may take' });
  maxDrop = Option.String('--max-drop', {
    description: 'how many in 100 pictures fewer may be right than with the float model; needs --labels',
  });
  labels = Option.String('--labels', { description: 'a file of lines `<name of sample> <class>`' });
  samples = Option.String('--samples', {
    description: 'how many samples are held back from calibration; a quarter, 4 to 32, when absent',
  });
  saveDir = Option.String('--save-dir', { description: 'a folder for the files; tune in working_dir when absent' });
  threads = Option.String('--threads', { description: 'worker threads; default one a processor; changes no result' });
  skipPasses = Option.Array('--skip-pass', { description: SKIP_PASS });
  noCache = Option.Boolean('--no-cache', false, {
    description: 'neither take what an earlier run in the same working_dir found nor leave anything for the next',
  });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'tune',
      'hb_mapper_tune.log',
      terminal,
      async (events, signal) => {
        const { modelType } = this;
        if (modelType !== 'onnx' && modelType !== 'caffe') return fail(CLI.modelType({ given: modelType }));
        const { tune } = await import('@openbpu/pipeline');
        return tune({ config: this.config, modelType, signal, ...this.asked() }, events);
      },
      () => {},
      ({ tuning }) => (tuning.reached ? 0 : NOT_REACHED),
    );
  }

  private asked() {
    const { labels, saveDir, samples, threads } = this;
    const real = (given: string | undefined, flag: string, key: 'targetCosine' | 'maxMs' | 'maxDrop') =>
      given === undefined ? {} : { [key]: parseReal(given, flag) };
    return {
      ...real(this.targetCosine, '--target-cosine', 'targetCosine'),
      ...real(this.maxMs, '--max-ms', 'maxMs'),
      ...real(this.maxDrop, '--max-drop', 'maxDrop'),
      ...(labels === undefined ? {} : { labels }),
      ...(saveDir === undefined ? {} : { saveDir }),
      ...(samples === undefined ? {} : { samples: parseCount(samples, '--samples') }),
      ...(threads === undefined ? {} : { threads: parseCount(threads, '--threads') }),
      ...skipping(this.skipPasses),
      cache: !this.noCache,
    };
  }
}
