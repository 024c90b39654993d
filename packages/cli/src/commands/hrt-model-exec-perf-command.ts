import type { PerfResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { CORE_ID, DUMP_INTERMEDIATE, PERF_TIME, THREAD_NUM, frameCount, readNumber } from '../board-numbers';
import { runCommand } from '../run-command';

/** What `--help` says of the flags that several commands of the program have. */
export const MODEL_FILE = 'a .bin, packed or not, or several with commas between';
export const MODEL_NAME = 'which of several models';

const FRAMES = frameCount(200, 'how many frames');

const NO_DUMP = { folder: '.', ports: false, format: 'bin', precision: 9, axis: -1, dequantise: false } as const;

export class HrtModelExecPerfCommand extends Command {
  static override paths = [['perf']];
  static override usage = Command.Usage({
    category: 'Measure',
    description: 'Latency and frame rate of a compiled model, in one thread or several.',
    details: `
      Frames are run by the clock of the model's march, event by event: threads, cores of the BPU and of the CPU, and
      function-calls. Nothing is executed, so no input is needed, and the times are the model's, not a board's.

      Latency is meant for one thread; the most frames a second need several: they do not convert into each other.
      \`--profile_path\` writes what every row takes into \`profiler.log\` and \`profiler.csv\`.
    `,
    examples: [
      ['Latency', 'hrt_model_exec perf --model_file mobilenetv1_224x224_nv12.bin --thread_num=1'],
      [
        'The most frames a second, with a profile',
        'hrt_model_exec perf --model_file net.bin --core_id=0 --frame_count=200 --thread_num=8 --profile_path=.',
      ],
    ],
  });

  modelFile = Option.String('--model-file', { required: true, description: MODEL_FILE });
  modelName = Option.String('--model-name', { description: MODEL_NAME });
  coreId = Option.String('--core-id', { description: CORE_ID.help });
  frameCount = Option.String('--frame-count', { description: FRAMES.help });
  perfTime = Option.String('--perf-time', { description: PERF_TIME.help });
  threadNum = Option.String('--thread-num', { description: THREAD_NUM.help });
  profilePath = Option.String('--profile-path', { description: 'folder for profiler.log and profiler.csv' });
  inputFile = Option.String('--input-file', {
    description: 'needed for --dump_intermediate alone: no time depends on data',
  });
  roiInfer = Option.Boolean('--roi-infer', false, { description: 'the same, of parts of a picture' });
  roi = Option.String('--roi', { description: 'the parts, x1,y1,x2,y2, semicolons between' });
  dumpIntermediate = Option.String('--dump-intermediate', {
    description: `simulate one frame of the input, as infer does, and ${DUMP_INTERMEDIATE.help}`,
  });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { modelFile: models, modelName: name, profilePath: profile } = this;
    return runCommand(
      'perf',
      undefined,
      terminal,
      async (events, signal) => {
        const request = {
          signal,
          models,
          coreId: readNumber(this.coreId, CORE_ID),
          frames: readNumber(this.frameCount, FRAMES),
          minutes: readNumber(this.perfTime, PERF_TIME),
          threads: readNumber(this.threadNum, THREAD_NUM),
          ...(name === undefined ? {} : { name }),
          ...(profile === undefined ? {} : { profile }),
        };
        const steps = readNumber(this.dumpIntermediate, DUMP_INTERMEDIATE);
        const { inferModel, perfModel } = await import('@openbpu/pipeline');
        if (steps > 0)
          await inferModel(
            {
              ...request,
              frames: 1,
              files: this.inputFile ?? '',
              dump: { ...NO_DUMP, steps },
              ...(this.roiInfer ? { roi: this.roi ?? '' } : {}),
            },
            events,
          );
        return perfModel(request, events);
      },
      ({ lines, notes, march, assumed, files, task_latency }: PerfResult, printer) => {
        const constant = task_latency.InferenceConstant.avg_time.toFixed(6);
        printer.say(
          'INFO',
          `times are the model's by the ${assumed ? 'assumed ' : ''}clock of ${march}, not a board's; ` +
            `${constant} ms of every inference are its constant, beside all rows`,
        );
        for (const note of notes) printer.say('INFO', note);
        for (const line of lines) printer.line(line);
        for (const file of files) printer.say('INFO', `${file} written into ${profile}`);
      },
    );
  }
}
