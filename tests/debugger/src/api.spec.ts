import { copyFileSync, readFileSync } from 'node:fs';
import { debug } from '@openbpu/api';
import { DiagnosticError } from '@openbpu/diagnostics';
import { Desk } from './desk';
import { SAMPLES } from './guide-net';

const PATIENCE = 120_000;
const SOURCE = { model_or_file: './calibrated_model.onnx', calibrated_data: './calibration_data/' };

let desk: Desk;
const home = process.cwd();
beforeAll(async () => {
  desk = await Desk.open();
  process.chdir(desk.folder);
}, PATIENCE);
afterAll(() => {
  process.chdir(home);
  desk.close();
});

/** What is printed to stdout meanwhile. */
async function printed(work: () => Promise<unknown>): Promise<string> {
  let text = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((text += String(chunk)), true));
  try {
    await work();
  } finally {
    write.mockRestore();
  }
  return text;
}

it('ranks nodes as the first example of the guide does', async () => {
  const example = () =>
    debug.get_sensitivity_of_nodes({
      model_or_file: './calibrated_model.onnx',
      metrics: ['cosine-similarity', 'mse'],
      calibrated_data: './calibration_data/',
      output_node: null,
      node_type: 'node',
      data_num: null,
      verbose: true,
      interested_nodes: null,
    });
  let message = new Map() as Awaited<ReturnType<typeof example>>;
  const table = await printed(async () => (message = await example()));
  expect(message).toBeInstanceOf(Map);
  const rows = table
    .trimEnd()
    .split('\n')
    .slice(3)
    .map((row) => row.split(/ +/));
  expect(rows).toEqual([...message].map(([node, values]) => [node, values['cosine-similarity'], values.mse]));
  expect([...message.keys()].slice(0, 2)).toEqual(['Conv_2', 'Gemm_19']);
  for (const values of message.values()) expect(Object.keys(values)).toEqual(['cosine-similarity', 'mse']);
  expect(typeof message.get('Conv_2')?.mse).toBe('string');
});

it('compares strategies as the testing tip of the guide does, in rank order', async () => {
  const message = await debug.get_sensitivity_of_nodes({
    ...SOURCE,
    metrics: 'cosine-similarity',
    output_node: null,
    node_type: 'node',
    verbose: false,
    interested_nodes: null,
  });
  const nodes = [...message.keys()];
  const { errors, files } = await debug.plot_acc_error({
    save_dir: './tip',
    ...SOURCE,
    non_quantize_node: [nodes.slice(0, 1), nodes.slice(0, 2)],
    metric: 'cosine-similarity',
    average_mode: true,
  });
  expect(errors[0].curves.map(({ members }) => members)).toEqual([nodes.slice(0, 1), nodes.slice(0, 2)]);
  expect(errors[0]).toMatchObject({ average: true, quantised: false });
  expect(files).toContain('tip/accumulate_error.html');
});

it.each([
  [{ quantize_node: ['Conv_2', 'Conv_90'] }, ['Conv_2', 'Conv_90']],
  [{ quantize_node: [['Conv_2'], ['Conv_2', 'Conv_90']] }, ['partial_qmodel_0', 'partial_qmodel_1']],
  [{ non_quantize_node: ['Conv_2', 'Conv_90'], average_mode: true }, ['Conv_2', 'Conv_90']],
  [{ non_quantize_node: [['Conv_2'], ['Conv_2', 'Conv_90']] }, ['partial_qmodel_0', 'partial_qmodel_1']],
  [{ quantize_node: ['weight', 'activation'] }, ['weight', 'activation']],
])('draws the curves of the guide: %j', async (models, labels) => {
  const { errors } = await debug.plot_acc_error({
    average_mode: false,
    save_dir: './curves',
    ...SOURCE,
    metric: 'cosine-similarity',
    ...models,
  });
  expect(errors.flatMap(({ curves }) => curves.map(({ label }) => label))).toEqual(labels);
});

it('draws distributions and channels as the guide does, into its folder', async () => {
  const nodes = ['317_HzCalibration', '471_HzCalibration'];
  const drawn = await debug.plot_distribution({ save_dir: './', ...SOURCE, nodes_list: [...nodes, 'Conv_2'] });
  expect(drawn.distributions.map(({ figure }) => figure)).toEqual(['activation', 'weight', 'node_output']);
  expect(desk.list('.')).toEqual(expect.arrayContaining(['Conv_2_node_output.png', '471_HzCalibration_weight.png']));
  const { channels } = await debug.get_channelwise_data_distribution({
    save_dir: './',
    ...SOURCE,
    nodes_list: nodes,
    axis: null,
  });
  expect(channels.map(({ axis }) => axis)).toEqual([1, 0]);
});

it('does everything as the guide does', async () => {
  const { sensitivities, files } = await debug.runall({
    model_or_file: 'calibrated_model.onnx',
    calibrated_data: 'calibration_data',
  });
  expect(sensitivities.map(({ kind }) => kind)).toEqual(['weight', 'activation']);
  expect(files).toContain('debug_result/runall.html');
});

it('takes the bytes of a model, and camelCase, and says how far it is', async () => {
  const steps: (readonly [string, number, number])[] = [];
  const bytes = await debug.getSensitivityOfNodes({
    modelOrFile: readFileSync('calibrated_model.onnx'),
    calibratedData: 'calibration_data',
    nodeType: 'weight',
    interestedNodes: null,
    onProgress: (...step) => void steps.push(step),
  });
  const file = await debug.get_sensitivity_of_nodes({ ...SOURCE, node_type: 'weight' });
  expect([...bytes]).toEqual([...file]);
  const [stage, done, total] = steps.at(-1) ?? [];
  expect([stage, done]).toEqual(['sensitivity', total]);
  expect(total).toBe(SAMPLES * (file.size + 1));
  expect(debug.plotAccError).toBe(debug.plot_acc_error);
  expect(debug.plotDistribution).toBe(debug.plot_distribution);
  expect(debug.getChannelwiseDataDistribution).toBe(debug.get_channelwise_data_distribution);
});

it('looks at tables and accumulators where the quantised model stands beside the calibrated one', async () => {
  const alone = await debug.explain({ ...SOURCE, data_num: 2, places: 2 });
  expect(alone.quantised.looked).toBe(false);
  copyFileSync('calibrated_model.onnx', 'out/guide_calibrated_model.onnx');
  const model = 'out/guide_calibrated_model.onnx';
  const { quantised, error, causes } = await debug.explain({ ...SOURCE, model_or_file: model, data_num: 2, places: 2 });
  expect(quantised).toMatchObject({ looked: true, calibrated: alone.error });
  expect(quantised.looked && quantised.compared).toBeGreaterThan(3);
  expect(quantised.looked && Math.abs(Math.log(quantised.error / error))).toBeLessThan(1);
  expect(error).toBe(alone.error);
  expect(causes.map(({ kind }) => kind)).not.toContain('saturated-accumulator');
});

it('asks the doctor of a recipe', async () => {
  const steps: string[] = [];
  let report = {} as Awaited<ReturnType<typeof debug.doctor>>;
  const text = await printed(async () => {
    const on_progress = (stage: string) => void steps.push(stage);
    report = await debug.doctor({ config: 'recipe.yaml', model_type: 'onnx', runs: 2, verbose: true, on_progress });
  });
  expect(report).toMatchObject({ config: 'recipe.yaml', samples: SAMPLES, threshold: 3 });
  expect(report.inputs.map(({ alarm }) => alarm)).toEqual([false]);
  expect(text).toMatch(/^input ".*": all /);
  expect(steps).toContain('examine');
});

it('throws what the caller can mend', async () => {
  const code = async (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof DiagnosticError ? error.diagnostics[0].code : String(error)),
    );
  const unknown = { ...SOURCE, metrik: 'mse' };
  expect(await code(debug.get_sensitivity_of_nodes(unknown))).toBe('API001');
  expect(await code(debug.plot_distribution({ ...SOURCE, nodes_list: [] }))).toBe('API003');
  expect(await code(debug.plot_distribution({ ...SOURCE, nodes_list: 'Conv_3' }))).toBe('ANA002');
  expect(await code(debug.plot_acc_error(SOURCE))).toMatch(/^ANA/);
  expect(await code(debug.doctor({ config: 'nowhere.yaml' }))).not.toMatch(/^none|^API/);
  expect(await code(debug.doctor({ config: 'recipe.yaml', modelType: 'torch' as 'onnx' }))).toBe('API003');
  expect(await code(debug.runall({ ...SOURCE, calibrated_data: 'nowhere' }))).toBe('ANA009');
});
