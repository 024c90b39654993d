import type { DumpLayersResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { BUDGET, CUSTOM_OP, customOps, parseBudget } from '../parse-values';
import { runCommand } from '../run-command';
import { MODEL_FILE, MODEL_NAME } from './hrt-model-exec-perf-command';

export class HrtBinDumpCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Run a compiled model on one input and write what its convolutions give.',
    details: `
      The model is one that was converted with \`layer_out_dump: True\`. Each layer becomes \`<layer>.bin\` with its
      elements, one behind the other; \`layers.json\` tells shape and type of each.

      On bernoulli2 the flags are \`--conv_mapping_file\`, the file that makertbin wrote beside the model, and
      \`--conv_dump_path\`, on the bayes family \`--dump_path\`; both are taken for every model.
    `,
    examples: [
      [
        'bernoulli2',
        'hrt_bin_dump --model_file=net.bin --input_file=cat.jpg ' +
          '--conv_mapping_file=net_quantized_model_conv_output_map.json --conv_dump_path=layers',
      ],
      ['The bayes family', 'hrt_bin_dump --model_file=net.bin --input_file=cat.jpg --dump_path=layers'],
    ],
  });

  modelFile = Option.String('--model-file', { required: true, description: MODEL_FILE });
  modelName = Option.String('--model-name', { description: MODEL_NAME });
  inputFile = Option.String('--input-file', { required: true, description: 'a file for each input, commas between' });
  convMappingFile = Option.String('--conv-mapping-file', { description: 'which output is which layer, of makertbin' });
  convDumpPath = Option.String('--conv-dump-path', { description: 'folder for the layers; default the current one' });
  dumpPath = Option.String('--dump-path', { description: 'the same' });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { modelFile: models, modelName: name, inputFile: files, convMappingFile: mapping } = this;
    const folder = this.convDumpPath ?? this.dumpPath ?? '.';
    return runCommand(
      'hrt_bin_dump',
      undefined,
      terminal,
      async (events, signal) => {
        const request = {
          signal,
          models,
          files,
          folder,
          ...(name === undefined ? {} : { name }),
          ...(mapping === undefined ? {} : { mapping }),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline')).dumpLayers(request, events);
      },
      ({ layers }: DumpLayersResult, printer) => {
        for (const { layer, dtype, shape, file } of layers)
          printer.say('INFO', `layer ${layer}: ${dtype} ${shape.join('x')}, ${file}`);
        printer.say('INFO', `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} written into ${folder}`);
      },
    );
  }
}
