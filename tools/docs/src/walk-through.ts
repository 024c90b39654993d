/** One step of the walk-through of the README. */
export interface WalkStep {
  /** What it answers, in one sentence. */
  readonly intro: string;
  /** The words of the command, as a user types them; a line break in the page before each `\n`. */
  readonly command: readonly string[];
  /** Whether a line of the output is shown; the others become `…`. */
  shows(line: string): boolean;
}

const EXAMPLE = 'examples/road-signs';
const MODEL = `${EXAMPLE}/model_output/road_signs_64x64_nv12`;
const HB_MAPPER = ['npx', 'hb_mapper'];

/** Rows of a node table: the first two and the last are enough. */
const row = (line: string) => / (?:BPU|CPU) {2,}/.test(line) && !/^(?:HZ_|stem |head)/.test(line);

/** The size of a file that holds times, which differ from run to run. */
const timed = (line: string) => /_record\.json +[\d.]+ KiB$/.test(line);

export const WALK: readonly WalkStep[] = [
  {
    intro: 'Draw the pictures:',
    command: [
      'node',
      'tools/demo/dist/draw.js',
      '--out',
      EXAMPLE,
      '--calibration',
      '100',
      '--test',
      '200',
      '--seed',
      '1',
    ],
    shows: () => true,
  },
  {
    intro: 'Where would every node run, and why?',
    command: [
      ...HB_MAPPER,
      'checker',
      '--model-type',
      'onnx',
      '--march',
      'bayes-e',
      '--model',
      `${EXAMPLE}/road-signs.onnx`,
    ],
    shows: (line) => !row(line),
  },
  {
    intro: 'Convert it. Everything lands in `model_output`, a report in HTML among it:',
    command: [...HB_MAPPER, 'makertbin', '--model-type', 'onnx', '--config', `${EXAMPLE}/road-signs.yaml`],
    shows: (line) => !row(line) && !timed(line) && !line.startsWith('The report lies in'),
  },
  {
    intro: 'Run the `.bin` on the simulator:',
    command: [...HB_MAPPER, 'infer', '--model', `${MODEL}.bin`, '--image', `${EXAMPLE}/test/00000_halt.png`],
    shows: () => true,
  },
  {
    intro: 'Compare it with the float model, on pictures that neither was trained or calibrated on:',
    command: [
      ...HB_MAPPER,
      'evaluate',
      '--model',
      `${MODEL}.bin`,
      '\n',
      '--against',
      `${MODEL}_original_float_model.onnx`,
      '\n',
      '--image_path',
      `${EXAMPLE}/test`,
      '--label_path',
      `${EXAMPLE}/test/val.txt`,
    ],
    shows: () => true,
  },
];

/** The command as the page shows it. */
export function commandLine({ command }: WalkStep): string {
  return `$ ${command.join(' ').replaceAll(' \n ', ' \\\n    ')}`;
}
