import type { PerfFilesResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { runCommand } from '../run-command';
import type { EventPrinter } from '../terminal';

export class HbPerfCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Tell how fast a compiled model is, and where its time goes.',
    details: `
      It reads the .bin alone and writes \`hb_perf_result/<model>/\` in the current folder: the main page
      \`<model>.html\` with the metrics, the subgraphs, the picture of the model (also as \`<model>.png\`), a timeline,
      a roofline, the recipe keys that cost speed and what other choices would bring; \`<SUBGRAPH>.html\` and
      \`<SUBGRAPH>.json\` for each subgraph of the BPU; \`<model>_trace.json\` for Perfetto; a copy of the model without
      extension, and its programs as \`temp.hbm\`. Pages need no network.

      Figures of single layers need \`debug: True\` among the compiler_parameters of the recipe. Times are predicted by
      the clock of the machine, not measured on a board.
    `,
    examples: [
      ['Analyse a model', 'hb_perf mobilenetv1_224x224_nv12.bin'],
      ['Analyse all models of a packed file', 'hb_perf -p comb.bin'],
      ['Analyse one of them', 'hb_perf -p -m mobilenetv1 comb.bin'],
      ['Read the figures in a program', 'hb_perf --json model.bin'],
    ],
  });

  file = Option.String({ name: 'BIN_FILE', required: true });
  packed = Option.Boolean('-p,--pack', false, { description: 'the file is packed; found out without it too' });
  model = Option.String('-m,--model-name', { description: 'analyse only this model of a packed file' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { file, model } = this;
    const request = { file, folder: '.', ...(model === undefined ? {} : { model }) };
    return runCommand(
      'hb_perf',
      undefined,
      terminal,
      async (_, signal) => {
        const { NO_LAYERS_WARNINGS, perfFiles } = await import('@openbpu/pipeline');
        const models = await perfFiles({ ...request, signal });
        return { models, warnings: models.every(({ debug }) => debug) ? [] : NO_LAYERS_WARNINGS };
      },
      show,
    );
  }
}

interface Shown {
  readonly models: readonly PerfFilesResult[];
  readonly warnings: readonly string[];
}

function show({ models, warnings }: Shown, printer: EventPrinter): void {
  for (const warning of warnings) printer.say('WARNING', warning);
  for (const { model, bpuUs, cpuUs, latencyUs, ddrLoadBytes, ddrStoreBytes, folder, files, lines } of models) {
    const ms = (us: number) => `${(us / 1000).toFixed(3)} ms`;
    const traffic = ((ddrLoadBytes + ddrStoreBytes) / 1e6).toFixed(3);
    printer.say(
      'INFO',
      `${model}: BPU ${ms(bpuUs)}, CPU ${ms(cpuUs)}, an inference ${ms(latencyUs)}, DDR ${traffic} MB`,
    );
    for (const line of lines) printer.say('INFO', `${model}: ${line}`);
    printer.say('INFO', `${model}: open ${folder}/${files[0]}`);
  }
}
