import { DiagnosticError } from '@openbpu/diagnostics';
import type { MakertbinRequest } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { BUDGET, SKIP_PASS, parseBudget, parseCount, skipping } from '../parse-values';
import { runCommand } from '../run-command';

export class MakertbinCommand extends Command {
  static override paths = [['makertbin']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Convert a model as a recipe says: optimise, calibrate, quantise, compile to .bin.',
    details: `
      Writes, into the recipe's working_dir, the original, optimised, calibrated and quantised ONNX models, the .bin, an
      HTML report and the record of the run; and \`hb_mapper_makertbin.log\` in the current folder. All files appear
      together, or none. Paths in the recipe start at the folder of the recipe.

      Prints one row a node with the cosine between the float and the quantised model, the distances of every output,
      and whether the .bin gives the same bits as the quantised model. With \`--json\`, the record is printed in their
      place.
    `,
    examples: [
      ['Convert an ONNX model', 'hb_mapper makertbin --config recipe.yaml --model-type onnx'],
      [
        'Convert a Caffe model and keep the record',
        'hb_mapper makertbin -c recipe.yaml --model-type caffe --json > record.json',
      ],
    ],
  });

  config = Option.String('-c,--config', { required: true, description: 'the recipe, a YAML file' });
  modelType = Option.String('--model-type', { required: true, description: 'the kind of model that the recipe names' });
  threads = Option.String('--threads', { description: 'worker threads; default one a processor; changes no result' });
  skipPasses = Option.Array('--skip-pass', { description: SKIP_PASS });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    return runCommand(
      'makertbin',
      'hb_mapper_makertbin.log',
      terminal,
      async (events, signal) => {
        const { modelType } = this;
        if (modelType !== 'onnx' && modelType !== 'caffe')
          throw new DiagnosticError([CLI.modelType({ given: modelType })]);
        const request: MakertbinRequest = {
          config: this.config,
          modelType,
          signal,
          ...(this.threads === undefined ? {} : { threads: parseCount(this.threads, '--threads') }),
          ...skipping(this.skipPasses),
          ...parseBudget(this.budget),
        };
        return (await (await import('@openbpu/pipeline')).makertbin(request, events)).record;
      },
      () => {},
    );
  }
}
