import { normaliseArguments } from './normalise-arguments';
import { programOf } from './programs';
import { runProgram } from './testing/run-program';
import { truth } from './debugger-values';

const PROGRAM = programOf('hmct-debugger', '0');

/** A command as far as this looks at it. */
interface Asking {
  readonly verbose?: string;
  request(signal: AbortSignal): Readonly<Record<string, unknown>>;
}

function isAsking(command: object): command is Asking {
  return 'request' in command;
}

/** What a line asks for, beside the model, the data and the signal. */
function asked(...words: readonly string[]): Readonly<Record<string, unknown>> {
  const command = PROGRAM.commandOf(normaliseArguments(words));
  if (!isAsking(command)) throw new Error(`"${words.join(' ')}" asks for nothing`);
  const { signal } = new AbortController();
  const { model, data, signal: given, ...rest } = command.request(signal);
  expect([model, data, given]).toEqual(['m.onnx', 'data', signal]);
  return 'verbose' in command ? { ...rest, printed: truth(command.verbose, '--verbose') } : rest;
}

interface OptionOfTheGuide {
  readonly command: string;
  readonly short: string;
  readonly long: string;
  readonly value: string;
  /** The field of the request, and its value there. */
  readonly asks: readonly [field: string, value: unknown];
  /** What else the command needs. */
  readonly more?: readonly string[];
}

const option = (
  command: string,
  [short, long, value]: readonly [string, string, string],
  asks: OptionOfTheGuide['asks'],
  more: readonly string[] = [],
): OptionOfTheGuide => ({ command, short, long, value, asks, more });
const [RANK, ERROR, SPREAD, CHANNELS] = [
  'get-sensitivity-of-nodes',
  'plot-acc-error',
  'plot-distribution',
  'get-channelwise-data-distribution',
];
const NESTED = [['Conv_2'], ['Conv_2', 'Conv_90']];
const PAIR = ['Conv_2', 'Conv_90'];

/** Every option of the guide. */
const OPTIONS: readonly OptionOfTheGuide[] = [
  option(RANK, ['-m', 'metrics', "['cosine-similarity','mse']"], ['metrics', ['cosine-similarity', 'mse']]),
  option(RANK, ['-o', 'output_node', 'Conv_9'], ['outputNode', 'Conv_9']),
  option(RANK, ['-n', 'node_type', 'weight'], ['nodeType', 'weight']),
  option(RANK, ['-d', 'data_num', '2000'], ['dataNum', 2000]),
  option(RANK, ['-v', 'verbose', 'True'], ['printed', true]),
  option(RANK, ['-i', 'interested_nodes', "['Conv_2','Conv_90']"], ['interestedNodes', PAIR]),
  option(RANK, ['-s', 'save_dir', './here'], ['saveDir', './here']),
  option(ERROR, ['-s', 'save_dir', './here'], ['saveDir', './here']),
  option(ERROR, ['-q', 'quantize_node', "[['Conv_2'],['Conv_2','Conv_90']]"], ['quantizeNode', NESTED]),
  option(ERROR, ['-q', 'quantize_node', "['weight','activation']"], ['quantizeNode', ['weight', 'activation']]),
  option(ERROR, ['-nq', 'non_quantize_node', "['Conv_2','Conv_90']"], ['nonQuantizeNode', PAIR]),
  option(ERROR, ['-nq', 'non_quantize_node', "[['Conv_2'],['Conv_2','Conv_90']]"], ['nonQuantizeNode', NESTED]),
  option(ERROR, ['-m', 'metric', 'sqnr'], ['metric', 'sqnr']),
  option(ERROR, ['-a', 'average_mode', 'True'], ['averageMode', true]),
  option(SPREAD, ['-s', 'save_dir', 'd'], ['saveDir', 'd'], ['-n', 'Conv_2']),
  option(
    SPREAD,
    ['-n', 'nodes_list', "['317_HzCalibration','Conv_2']"],
    ['nodesList', ['317_HzCalibration', 'Conv_2']],
  ),
  option(CHANNELS, ['-s', 'save_dir', 'd'], ['saveDir', 'd'], ['-n', 'a_HzCalibration']),
  option(CHANNELS, ['-n', 'nodes_list', "['317_HzCalibration']"], ['nodesList', ['317_HzCalibration']]),
  option(CHANNELS, ['-a', 'axis', '2'], ['axis', 2], ['-n', 'a_HzCalibration']),
  option(CHANNELS, ['-a', 'axis', '-1'], ['axis', -1], ['-n', 'a_HzCalibration']),
  option('runall', ['-s', 'save_dir', './here'], ['saveDir', './here']),
  option('runall', ['-nm', 'ns_metrics', "['mse','chebyshev']"], ['nsMetrics', ['mse', 'chebyshev']]),
  option('runall', ['-o', 'output_node', 'Conv_9'], ['outputNode', 'Conv_9']),
  option('runall', ['-nt', 'node_type', 'node'], ['nodeType', 'node']),
  option('runall', ['-dn', 'data_num', '1'], ['dataNum', 1]),
  option('runall', ['-v', 'verbose', 'True'], ['printed', true]),
  option('runall', ['-i', 'interested_nodes', "['Conv_2']"], ['interestedNodes', ['Conv_2']]),
  option('runall', ['-dnl', 'dis_nodes_list', "['Conv_2','Conv_90']"], ['disNodesList', PAIR]),
  option('runall', ['-cn', 'cw_nodes_list', "['471_HzCalibration']"], ['cwNodesList', ['471_HzCalibration']]),
  option('runall', ['-a', 'axis', '1'], ['axis', 1]),
  option('runall', ['-qn', 'quantize_node', "[['Conv_2'],['Conv_2','Conv_90']]"], ['quantizeNode', NESTED]),
  option('runall', ['-nqn', 'non_quantize_node', "['Conv_2','Conv_90']"], ['nonQuantizeNode', PAIR]),
  option('runall', ['-am', 'ae_metric', 'mse'], ['aeMetric', 'mse']),
  option('runall', ['-avm', 'average_mode', 'True'], ['averageMode', true]),
];

/** Those of `explain`, which the guide does not have, and which are spelt as its are. */
const OUR_OPTIONS: readonly OptionOfTheGuide[] = [
  option('explain', ['-o', 'output_node', 'Conv_9'], ['outputNode', 'Conv_9']),
  option('explain', ['-d', 'data_num', '32'], ['dataNum', 32]),
  option('explain', ['-p', 'places', '12'], ['places', 12]),
  option('explain', ['-s', 'save_dir', './here'], ['saveDir', './here']),
];

it.each([...OPTIONS, ...OUR_OPTIONS])(
  '$command $short, --$long $value',
  async ({ command, short, long, value, asks, more = [] }) => {
    const [field, wanted] = asks;
    const spellings = [
      [short, value],
      [`--${long}`, value],
      [`--${long.replaceAll('_', '-')}`, value],
      [`--${long}=${value}`],
      [`${short}=${value}`],
      // What a shell makes of it, Python with blanks behind commas, and in double quotes.
      [short, value.replaceAll("'", '')],
      [short, ...value.replaceAll(',', ', ').split(' ')],
      [short, value.replaceAll("'", '"')],
    ];
    const without = field === 'nodesList' ? {} : asked(command, 'm.onnx', 'data', ...more);
    for (const spelling of spellings) {
      expect(asked(command, 'm.onnx', 'data', ...more, ...spelling)).toMatchObject({ ...without, [field]: wanted });
      expect(asked(command, ...spelling, 'm.onnx', ...more, 'data')).toMatchObject({ [field]: wanted });
    }
    expect(without[field]).not.toEqual(wanted);
  },
);

it('has nothing of its own for what is not given, or None', async () => {
  expect(asked(RANK, 'm.onnx', 'data')).toEqual({ printed: false });
  expect(asked(RANK, 'm.onnx', 'data', '-o', 'None', '-d', 'None', '-i', 'None')).toEqual({ printed: false });
  expect(asked(ERROR, 'm.onnx', 'data')).toEqual({ averageMode: false });
  expect(asked('runall', 'm.onnx', 'data')).toEqual({ averageMode: false, printed: false });
  expect(asked('explain', 'm.onnx', 'data')).toEqual({});
  expect(asked('explain', 'm.onnx', 'data', '-o', 'None', '-d', 'None', '-p', 'None')).toEqual({});
});

it('takes commands with underscores, and switches that stand alone', async () => {
  const shown = asked(ERROR, 'm.onnx', 'data', '-q', 'Conv_2', '-a', 'True');
  expect(asked('plot_acc_error', 'm.onnx', 'data', '-a', '-q', 'Conv_2')).toEqual(shown);
  expect(asked('get_sensitivity_of_nodes', '-v', 'm.onnx', 'data')).toEqual({ printed: true });
});

it('passes threads and custom operators on', async () => {
  const words = ['m.onnx', 'data', '--threads', '3', '--custom-op', 'a.ts', '--custom_op=b.ts', '-n', 'Conv_2'];
  for (const command of [SPREAD, CHANNELS])
    expect(asked(command, ...words)).toMatchObject({ threads: 3, customOps: ['a.ts', 'b.ts'] });
  for (const command of [RANK, ERROR, 'runall', 'explain'])
    expect(asked(command, ...words.slice(0, -2))).toMatchObject({ threads: 3, customOps: ['a.ts', 'b.ts'] });
});

it.each([
  ['doctor', 'hmct-debugger doctor needs RECIPE'],
  ['doctor a.yaml b', 'hmct-debugger doctor does not know what to do with "b"'],
  ['runall m.onnx', 'hmct-debugger runall needs MODEL_OR_FILE and CALIBRATION_DATA'],
  ['runall m.onnx data more', 'hmct-debugger runall does not know what to do with "more"'],
])('counts the words of its commands: %s', async (line, says) => {
  const { code, stderr } = await runProgram([...line.split(' '), '--json'], 'hmct-debugger');
  expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
});

it('tells where to look behind the list of its commands, and nowhere else', async () => {
  const help = (...words: readonly string[]) => runProgram(words, 'hmct-debugger');
  const { code, stdout } = await help('--help');
  expect(code).toBe(0);
  const places = [
    'hmct-debugger <command>',
    'More than 4 %',
    '1.5 to 3 %',
    '0.99999, 0.99995, 0.9999',
    'Still too much',
  ];
  const at = places.map((words) => stdout.indexOf(words));
  expect(at.every((place) => place >= 0)).toBe(true);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect((await help('runall', '--help')).stdout).not.toContain('More than 4 %');
  expect((await runProgram(['--help'], 'hb_mapper')).stdout).not.toContain('More than 4 %');
});
