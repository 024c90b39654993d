import { fail } from '@openbpu/diagnostics';
import type { PreprocessResult } from '@openbpu/pipeline/preprocess';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { runCommand } from '../run-command';

const READ_MODES = ['opencv', 'skimage'] as const;
const DATA_TYPES = ['float32', 'uint8'] as const;

export class DataPreprocessCommand extends Command {
  static override paths = [['data_preprocess']];
  static override usage = Command.Usage({
    category: 'Convert',
    description: 'Turn a folder of pictures into calibration samples.',
    details: `
      Reads every picture, carries out the transformers one after the other, and writes one file of bare numbers a
      picture, which \`cal_data_dir\` of a recipe takes as it is. The transformers stand in \`preprocess.yaml\` of the
      current folder, or behind \`--transformers\`: ShortSideResize(short_size), CenterCrop(crop_size),
      Resize(target_size, mode), PadResize(target_size, pad_value, pad_position), RGB2BGR, BGR2RGB, RGB2GRAY, BGR2GRAY,
      RGB2YUV444, BGR2YUV444, HWC2CHW, CHW2HWC, Mean(means), Scale(scale_value). Leave mean and scale to the recipe. All
      samples appear together, or none; \`data_preprocess\` alone is a program of its own, too.
    `,
    examples: [
      [
        'For a model that takes 224x224 pictures in R, G, B, with the steps on the command line',
        'hb_mapper data_preprocess --src_dir calibration_data/imagenet --dst_dir ./calibration_data_rgb_f32 ' +
          '--pic_ext .rgb --read_mode opencv --saved_data_type float32 ' +
          '--transformers "ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB"',
      ],
      [
        'With the steps in preprocess.yaml',
        'data_preprocess --src_dir pictures --dst_dir ./calibration_data_rgb_f32 --pic_ext .rgb --read_mode opencv',
      ],
    ],
  });

  srcDir = Option.String('--src-dir', { required: true, description: 'folder of the pictures' });
  dstDir = Option.String('--dst-dir', { required: true, description: 'folder for the samples; made when absent' });
  picExt = Option.String('--pic-ext', {
    description: "ending of the samples' names, such as .rgb; that of their colour when absent",
  });
  readMode = Option.String('--read-mode', {
    description: 'opencv (bytes 0..255 in B, G, R) or skimage (0..1 in R, G, B); goes before that of the file',
  });
  savedDataType = Option.String('--saved-data-type', {
    description: 'float32 or uint8; when absent float32 where the name of --dst-dir ends in _f32, else uint8',
  });
  transformers = Option.String('--transformers', { description: 'the steps, separated by ;, in place of a file' });
  preprocess = Option.String('--preprocess', { description: 'a file of steps; preprocess.yaml when absent' });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { srcDir, dstDir, picExt, transformers, preprocess } = this;
    return runCommand(
      'data_preprocess',
      'hb_mapper_data_preprocess.log',
      terminal,
      async (events, signal) => {
        if (transformers !== undefined && preprocess !== undefined) fail(CLI.twoChains({}, { name: '--preprocess' }));
        const readMode = oneOf(this.readMode, READ_MODES, '--read_mode');
        const savedDataType = oneOf(this.savedDataType, DATA_TYPES, '--saved_data_type');
        const request = {
          srcDir,
          dstDir,
          signal,
          ...(picExt === undefined ? {} : { picExt }),
          ...(readMode === undefined ? {} : { readMode }),
          ...(savedDataType === undefined ? {} : { savedDataType }),
          ...(transformers === undefined ? {} : { transformers }),
          ...(preprocess === undefined ? {} : { preprocess }),
        };
        return (await import('@openbpu/pipeline/preprocess')).preprocess(request, events);
      },
      (result: PreprocessResult, printer) => {
        const folder = result.folder.replace(/(.)[/\\]+$/, '$1');
        for (const file of result.files) printer.line(`write:${folder}/${file}`);
        printer.say('INFO', summary(result));
      },
    );
  }
}

function oneOf<T extends string>(given: string | undefined, known: readonly T[], flag: string): T | undefined {
  return given === undefined
    ? undefined
    : (known.find((word) => word === given) ?? fail(CLI.badWord({ flag, given, known }, { name: flag })));
}

function summary({ files, dtype, shape, colour, layout, range: [low, high], folder }: PreprocessResult): string {
  return (
    `${files.length} samples in ${folder}: ${dtype} ${shape.join('x')} ${layout}, ${colour}, ` +
    `${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}`
  );
}
