import { readFileSync } from 'node:fs';
import { Desk } from './desk';

const PATIENCE = 120_000;
const FILES = 'calibrated_model.onnx calibration_data';

let desk: Desk;
beforeAll(async () => void (desk = await Desk.open()), PATIENCE);
afterAll(() => desk.close());

/** Width and height that a PNG says. */
function sizeOf(file: string): readonly [number, number] {
  const bytes = readFileSync(desk.at(file));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** What a line of the guide, typed into a shell that quotes or not, leaves in a folder. */
function typed(line: string, folder: string): string[] {
  const run = desk.typed(`hmct-debugger ${line} -s ${folder}`);
  expect({ line, ...run }).toMatchObject({ code: 0, stderr: '' });
  return desk.list(folder);
}

it(
  'draws curves of nodes that are quantised each alone',
  () => {
    expect(typed(`plot-acc-error ${FILES} -q ['Conv_2','Conv_90']`, 'e1')).toEqual([
      'accumulate_error.html',
      'accumulate_error_quantize_cosine-similarity.png',
    ]);
    const page = desk.read('e1/accumulate_error.html');
    for (const name of ['Conv_2', 'Conv_90', 'MaxPool_5']) expect(page).toContain(`>${name}</text>`);
    expect(sizeOf('e1/accumulate_error_quantize_cosine-similarity.png')[0]).toBe(1920);
  },
  PATIENCE,
);

it(
  'draws curves of lists, of means, and of what is not quantised',
  () => {
    typed(`plot-acc-error ${FILES} -q [['Conv_2'],['Conv_2','Conv_90']]`, 'e2');
    const page = desk.read('e2/accumulate_error.html');
    expect(page).toContain('>partial_qmodel_0: Conv_2</text>');
    expect(page).toContain('>partial_qmodel_1: Conv_2, Conv_90</text>');
    expect(typed(`plot-acc-error ${FILES} -nq ['Conv_2','Conv_90'] -a True`, 'e3')).toEqual([
      'accumulate_error.html',
      'accumulate_error_non_quantize_cosine-similarity_average.png',
    ]);
    expect(desk.read('e3/accumulate_error.html')).toContain('>Conv_2 (not quantised)</text>');
    expect(desk.read('e3/accumulate_error.html')).toContain('mean of the nodes so far');
  },
  PATIENCE,
);

it(
  'draws weights and activations, for the spelling with an underscore too',
  () => {
    expect(typed(`plot_acc_error ${FILES} -q ['weight','activation']`, 'e4')).toContain(
      'accumulate_error_weight_activation_cosine-similarity.png',
    );
  },
  PATIENCE,
);

it('draws both lists where both are given, each in a picture', async () => {
  const { code, stdout } = await desk.run(`plot-acc-error ${FILES} -q Conv_2 -nq Conv_2 -m mse -s e5 --json`);
  expect(code).toBe(0);
  const { errors, files } = JSON.parse(stdout) as { errors: { quantised: boolean; metric: string }[]; files: string[] };
  expect(errors.map(({ quantised, metric }) => [quantised, metric])).toEqual([
    [true, 'mse'],
    [false, 'mse'],
  ]);
  expect(files).toEqual([
    'e5/accumulate_error_quantize_mse.png',
    'e5/accumulate_error_non_quantize_mse.png',
    'e5/accumulate_error.html',
  ]);
});

it('draws means of the nodes so far as the guide counts them', async () => {
  const values = async (average: string) => {
    const { stdout } = await desk.run(`plot-acc-error ${FILES} -q weight -a ${average} -s e6 --json`);
    return (JSON.parse(stdout) as { errors: { curves: { values: number[] }[] }[] }).errors[0].curves[0].values;
  };
  const plain = await values('False');
  const means = plain.map((_, i) => plain.slice(0, i + 1).reduce((sum, value) => sum + value, 0) / (i + 1));
  const found = await values('True');
  expect(found).toHaveLength(means.length);
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(means[i], 12);
});

it(
  'draws a regular node, a weight and an activation',
  () => {
    const files = typed(`plot-distribution ${FILES} -n ['317_HzCalibration','471_HzCalibration','Conv_2']`, 'd1');
    expect(files).toEqual([
      '317_HzCalibration_activation.png',
      '471_HzCalibration_weight.png',
      'Conv_2_node_output.png',
      'data_distribution.html',
    ]);
    const page = desk.read('d1/data_distribution.html');
    expect(page.match(/class="largest"/g)?.length).toBeGreaterThanOrEqual(2 * (1 + 2 + 3));
    expect(page).toMatch(/class="threshold"/);
    expect(sizeOf('d1/Conv_2_node_output.png')[1]).toBeGreaterThan(sizeOf('d1/317_HzCalibration_activation.png')[1]);
  },
  PATIENCE,
);

it(
  'draws the channels of a weight and of an activation, along their own axes or another',
  async () => {
    const nodes = "['317_HzCalibration','471_HzCalibration']";
    expect(typed(`get-channelwise-data-distribution ${FILES} -n ${nodes}`, 'c1')).toEqual([
      '317_HzCalibration_channelwise.png',
      '471_HzCalibration_channelwise.png',
      'channelwise_distribution.html',
    ]);
    const channels = async (...more: readonly string[]) => {
      const words = `get-channelwise-data-distribution ${FILES} -n ${nodes} -s c2 --json`.split(' ');
      const { stdout } = await desk.words(...words, ...more);
      const { channels: found } = JSON.parse(stdout) as { channels: { axis: number; channels: unknown[] }[] };
      return found.map(({ axis, channels: boxes }) => [axis, boxes.length]);
    };
    expect(await channels()).toEqual([
      [1, 8],
      [0, 12],
    ]);
    expect(await channels('-a', '2')).toEqual([
      [2, 32],
      [2, 3],
    ]);
    expect(await channels('-a', '-1')).toEqual(await channels('-a', '3'));
  },
  PATIENCE,
);

it('writes into the current folder where none is named, over what it wrote before, and minds the rest', async () => {
  const before = desk.list('.');
  await desk.run(`plot-distribution ${FILES} -n Conv_2`);
  await desk.run(`plot-distribution ${FILES} -n Conv_2`);
  expect(desk.list('.').filter((name) => !before.includes(name))).toEqual([
    'Conv_2_node_output.png',
    'data_distribution.html',
  ]);
});
