import { readFileSync } from 'node:fs';
import { Desk } from './desk';

const PATIENCE = 120_000;
const ALL = 'runall calibrated_model.onnx calibration_data';

let desk: Desk;
beforeAll(async () => void (desk = await Desk.open()), PATIENCE);
afterAll(() => desk.close());

interface Everything {
  readonly sensitivities: readonly { readonly kind: string; readonly nodes: readonly { readonly node: string }[] }[];
  readonly distributions: readonly { readonly node: string; readonly figure: string }[];
  readonly channels: readonly { readonly node: string; readonly kind: string }[];
  readonly errors: readonly { readonly curves: readonly { readonly label: string }[] }[];
  readonly files: readonly string[];
}

async function all(more = ''): Promise<Everything> {
  const { code, stdout, stderr } = await desk.run(`${ALL} --json${more}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Everything;
}

it(
  'does what the guide says, in its order, for the line of the guide',
  async () => {
    const run = desk.typed('hmct-debugger runall calibrated_model.onnx calibration_data');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(/INFO open debug_result\/runall\.html\n$/);
    expect(desk.list('debug_result')).toEqual([
      'accumulate_error',
      'channelwise_distribution',
      'data_distribution',
      'node_sensitivity',
      'runall.html',
    ]);
    expect(desk.list('debug_result/node_sensitivity')).toEqual([
      'sensitivity_of_activation.log',
      'sensitivity_of_activation.png',
      'sensitivity_of_weight.log',
      'sensitivity_of_weight.png',
    ]);
    const { sensitivities, distributions, channels, errors } = await all();
    expect(sensitivities.map(({ kind }) => kind)).toEqual(['weight', 'activation']);
    const worst = sensitivities.flatMap(({ nodes }) => nodes.slice(0, 5).map(({ node }) => node));
    expect(distributions.map(({ node }) => node)).toEqual(worst);
    expect(channels.map(({ node }) => node)).toEqual(worst);
    expect(errors.map(({ curves }) => curves.map(({ label }) => label))).toEqual([['weight', 'activation']]);
    expect(desk.list('debug_result/data_distribution')).toEqual(
      distributions.map(({ node, figure }) => `${node}_${figure}.png`).sort(),
    );
    expect(desk.list('debug_result/channelwise_distribution')).toEqual(
      worst.map((node) => `${node}_channelwise.png`).sort(),
    );
    expect(desk.list('debug_result/accumulate_error')).toEqual([
      'accumulate_error_weight_activation_cosine-similarity.png',
    ]);
  },
  PATIENCE,
);

it('looks at the calibration nodes of the five worst nodes where nodes are ranked', async () => {
  const { sensitivities, distributions, channels } = await all(' -nt node -s n');
  expect(sensitivities.map(({ kind }) => kind)).toEqual(['node']);
  expect(distributions.length).toBeGreaterThanOrEqual(5);
  for (const { node, figure } of distributions) {
    expect(node).toMatch(/_HzCalibration$/);
    expect(['weight', 'activation']).toContain(figure);
  }
  expect(channels.map(({ node }) => node)).toEqual(distributions.map(({ node }) => node));
});

it('takes lists in place of the worst, and a table as the two commands print it', async () => {
  const { distributions, channels, errors } = await all(
    ' -dnl Conv_2 -cn 471_HzCalibration -qn Conv_2 -nqn [[Conv_9]] -s l',
  );
  expect(distributions.map(({ node, figure }) => [node, figure])).toEqual([['Conv_2', 'node_output']]);
  expect(channels.map(({ node }) => node)).toEqual(['471_HzCalibration']);
  expect(errors.map(({ curves }) => curves.map(({ label }) => label))).toEqual([['Conv_2'], ['partial_qmodel_0']]);
  expect(desk.list('l/accumulate_error')).toEqual([
    'accumulate_error_non_quantize_cosine-similarity.png',
    'accumulate_error_quantize_cosine-similarity.png',
  ]);
  const tables: string[] = [];
  for (const kind of ['weight', 'activation'])
    tables.push(
      (await desk.run(`get-sensitivity-of-nodes calibrated_model.onnx calibration_data -v True -n ${kind}`)).stdout,
    );
  const { stdout } = await desk.run(`${ALL} -v True -s v`);
  expect(stdout.startsWith(tables.join(''))).toBe(true);
  expect(desk.read('v/node_sensitivity/sensitivity_of_weight.log')).toBe(tables[0]);
});

it('ranks as it is told to, and draws curves as it is told to', async () => {
  const { sensitivities, channels, errors } = await all(
    ' -nm [sqnr,mse] -o Conv_9 -i [Conv_2,Conv_0] -dn 1 -dnl Conv_2 -cn 471_HzCalibration -a 1' +
      ' -qn weight -am mre -avm -s o',
  );
  const [{ nodes, ...ranking }] = sensitivities;
  expect(sensitivities).toHaveLength(1);
  expect(ranking).toEqual({ kind: 'node', metrics: ['sqnr', 'mse'], samples: 1 });
  expect(nodes.map(({ node }) => node).toSorted()).toEqual(['Conv_0', 'Conv_2']);
  expect(channels).toMatchObject([{ node: '471_HzCalibration', axis: 1 }]);
  expect(errors).toMatchObject([{ metric: 'mre', average: true, quantised: true, curves: [{ label: 'weight' }] }]);
});

it('leaves the same bytes, whatever the number of threads, and nothing of an earlier run in its folders', async () => {
  const { files } = await all(' -s t --threads 1');
  const bytes = files.map((file) => readFileSync(desk.at(file), 'base64'));
  desk.put('t/data_distribution/old.png', 'old');
  desk.put('t/mine.txt', 'mine');
  expect((await all(' -s t --threads 2')).files).toEqual(files);
  expect(files.map((file) => readFileSync(desk.at(file), 'base64'))).toEqual(bytes);
  expect(desk.list('t/data_distribution')).not.toContain('old.png');
  expect(desk.read('t/mine.txt')).toBe('mine');
});
