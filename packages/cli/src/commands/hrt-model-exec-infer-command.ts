import { fail } from '@openbpu/diagnostics';
import type { RunModelResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { inferLines } from '../infer-lines';
import { CORE_ID, DUMP_INTERMEDIATE, DUMP_PRECISION, DUMP_TXT_AXIS, frameCount, readNumber } from '../board-numbers';
import { BUDGET, CUSTOM_OP, customOps, parseBudget } from '../parse-values';
import { runCommand } from '../run-command';
import { MODEL_FILE, MODEL_NAME } from './hrt-model-exec-perf-command';

const FRAMES = frameCount(1, 'how many frames, all the same');

export class HrtModelExecInferCommand extends Command {
  static override paths = [['infer']];
  static override usage = Command.Usage({
    category: 'Run',
    description: 'Run a compiled model on the simulator, and dump what goes in, through and out.',
    details: `
      Image inputs take \`.jpg\`, \`.jpeg\` and \`.png\`, and \`.bin\` with the bytes of the run-time format; other
      inputs take \`.bin\` with their elements and \`.txt\` with numbers. What comes out is bit for bit what
      \`hb_mapper infer\` gives.

      \`--enable_dump\` writes inputs and outputs as they lie in memory, padding and all, or, with
      \`--hybrid_dequantize_process\`, outputs as real numbers in text. \`--dump_intermediate\` writes what every
      segment and every node gives, under the names of the profile.
    `,
    examples: [
      [
        'Classify a picture',
        'hrt_model_exec infer --model_file=net.bin --input_file=cat.jpg --enable_cls_post_process',
      ],
      [
        'Keep what it gives, as real numbers',
        'hrt_model_exec infer --model_file=net.bin --input_file=a.bin,b.txt --enable_dump=true ' +
          '--hybrid_dequantize_process=true --dump_path=out',
      ],
      [
        'Parts of a picture, for an input from the resizer',
        'hrt_model_exec infer --model_file=net.bin --input_file=street.jpg ' +
          '--roi_infer=true --roi="2,4,123,125;6,8,111,113"',
      ],
    ],
  });

  modelFile = Option.String('--model-file', { required: true, description: MODEL_FILE });
  modelName = Option.String('--model-name', { description: MODEL_NAME });
  inputFile = Option.String('--input-file', { required: true, description: 'a file for each input, commas between' });
  coreId = Option.String('--core-id', { description: CORE_ID.help });
  frameCount = Option.String('--frame-count', { description: FRAMES.help });
  roiInfer = Option.Boolean('--roi-infer', false, { description: 'feed parts of a picture' });
  roi = Option.String('--roi', { description: 'the parts, x1,y1,x2,y2, semicolons between' });
  enableDump = Option.Boolean('--enable-dump', false, { description: 'write inputs and outputs' });
  dumpPath = Option.String('--dump-path', { description: 'folder for what is written; default the current one' });
  dumpFormat = Option.String('--dump-format', { description: 'bin (default) or txt' });
  dumpPrecision = Option.String('--dump-precision', { description: DUMP_PRECISION.help });
  dumpTxtAxis = Option.String('--dump-txt-axis', { description: DUMP_TXT_AXIS.help });
  dumpIntermediate = Option.String('--dump-intermediate', { description: DUMP_INTERMEDIATE.help });
  hybridDequantizeProcess = Option.Boolean('--hybrid-dequantize-process', false, {
    description: 'write outputs as real numbers in text, without padding',
  });
  enableClsPostProcess = Option.Boolean('--enable-cls-post-process', false, { description: 'print the best classes' });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { modelFile: models, modelName: name, roi = '', dumpPath: folder = '.' } = this;
    return runCommand(
      'infer',
      undefined,
      terminal,
      async (events, signal) => {
        const request = {
          signal,
          models,
          files: this.inputFile,
          coreId: readNumber(this.coreId, CORE_ID),
          frames: readNumber(this.frameCount, FRAMES),
          dump: {
            folder,
            ports: this.enableDump,
            format: parseFormat(this.dumpFormat),
            precision: readNumber(this.dumpPrecision, DUMP_PRECISION),
            axis: readNumber(this.dumpTxtAxis, DUMP_TXT_AXIS),
            dequantise: this.hybridDequantizeProcess,
            steps: readNumber(this.dumpIntermediate, DUMP_INTERMEDIATE),
          },
          ...(name === undefined ? {} : { name }),
          ...(this.roiInfer ? { roi } : {}),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline')).inferModel(request, events);
      },
      ({ frames, files }: RunModelResult, printer) => {
        for (const [i, { outputs, top5 }] of frames.entries()) {
          if (frames.length > 1) printer.say('INFO', `frame ${i}:`);
          if (this.enableClsPostProcess)
            for (const line of inferLines(
              { outputs, top5, saved: [] },
              { image: this.inputFile, writes: this.enableDump ? '' : '--enable_dump writes every output into a file' },
            ))
              printer.say('INFO', line);
          else
            for (const { name: output, dtype, shape } of outputs)
              printer.say('INFO', `output ${output}: ${dtype} ${shape.join('x')}`);
        }
        if (files.length > 0)
          printer.say('INFO', `${files.length} ${files.length === 1 ? 'file' : 'files'} written into ${folder}`);
      },
    );
  }
}

function parseFormat(text = 'bin'): 'bin' | 'txt' {
  return text === 'bin' || text === 'txt' ? text : fail(CLI.badFormat({ given: text }, { name: '--dump_format' }));
}
