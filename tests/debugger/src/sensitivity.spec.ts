import { existsSync } from 'node:fs';
import { Desk } from './desk';
import { SAMPLES } from './guide-net';

/** Longer than a conversion takes on a busy machine. */
const PATIENCE = 120_000;
const RANK = 'get-sensitivity-of-nodes calibrated_model.onnx calibration_data';

let desk: Desk;
beforeAll(async () => void (desk = await Desk.open()), PATIENCE);
afterAll(() => desk.close());

interface Ranked {
  readonly kind: string;
  readonly metrics: readonly string[];
  readonly samples: number;
  readonly nodes: readonly ({ readonly node: string } & Readonly<Record<string, number | string | null>>)[];
  readonly files: readonly string[];
}

async function json(line: string): Promise<Ranked> {
  const { code, stdout, stderr } = await desk.run(`${line} --json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Ranked;
}

it('prints the table of the guide for the line of the guide, typed into a shell', async () => {
  const run = desk.typed(
    'hmct-debugger get-sensitivity-of-nodes calibrated_model.onnx calibration_data ' +
      "-m ['cosine-similarity','mse'] -v True",
  );
  expect([run.code, run.stderr]).toEqual([0, '']);
  const [rule, header, dashes, ...rows] = run.stdout.trimEnd().split('\n');
  expect(rule).toMatch(/^=+node=+$/);
  expect(header.split(/ +/)).toEqual(['Node', 'cosine-similarity', 'mse']);
  expect(dashes).toBe('-'.repeat(rule.length));
  const cells = rows.map((row) => row.split(/ +/));
  expect(cells.map(([node]) => node)).toEqual(
    expect.arrayContaining(['Conv_0', 'Conv_2', 'MaxPool_5', 'Conv_9', 'Conv_90', 'GlobalAveragePool_91', 'Gemm_19']),
  );
  const cosines = cells.map(([, cosine]) => Number(cosine));
  expect(cosines).toEqual(cosines.toSorted((a, b) => a - b));
  const { nodes } = await json(`${RANK} -m [cosine-similarity,mse]`);
  expect(cells.map(([node, ...values]) => [node, ...values.map(Number)])).toEqual(
    nodes.map(({ node, mse, 'cosine-similarity': cosine }) => [node, cosine, mse]),
  );
  expect(desk.list('.').filter((name) => name.endsWith('.log'))).toEqual(['hb_mapper_makertbin.log']);
});

it('ranks by the first metric, and knows all five', async () => {
  const metrics = ['sqnr', 'cosine-similarity', 'mse', 'mre', 'chebyshev'];
  const found = await json(`${RANK} -m [${metrics.join(',')}]`);
  expect([found.metrics, found.samples]).toEqual([metrics, SAMPLES]);
  const ratios = found.nodes.map(({ sqnr }) => (sqnr === null ? Infinity : Number(sqnr)));
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  for (const row of found.nodes) expect(Object.keys(row)).toEqual(['node', ...metrics]);
});

it.each([
  ['node', 'Conv_2', '471_HzCalibration'],
  ['weight', '471_HzCalibration', '317_HzCalibration'],
  ['activation', '317_HzCalibration', '471_HzCalibration'],
])('ranks every %s', async (kind, one, other) => {
  const found = await json(`${RANK} -n ${kind}`);
  expect(found.kind).toBe(kind);
  const nodes = found.nodes.map(({ node }) => node);
  expect(nodes).toContain(one);
  expect(nodes).not.toContain(other);
  const { stdout } = await desk.run(`${RANK} -n ${kind} -v True`);
  expect(stdout).toMatch(new RegExp(`^=+${kind}=+\n`));
});

it('asks only for nodes of interest, whatever the node type, and takes the worst among them first', async () => {
  const all = await json(RANK);
  const wanted = all.nodes.filter(({ node }) => node === 'Conv_9' || node === 'Conv_2');
  const found = await json(`${RANK} -n weight -i ['Conv_9','Conv_2']`);
  expect(found.nodes).toEqual(wanted);
});

it('compares at another node, on fewer samples', async () => {
  const [all, inner, few] = [await json(RANK), await json(`${RANK} -o Conv_9`), await json(`${RANK} -d 2`)];
  const nodes = inner.nodes.map(({ node }) => node);
  expect(nodes).toEqual(expect.arrayContaining(['Conv_0', 'Conv_2', 'Conv_9']));
  expect(nodes).not.toContain('Conv_90');
  expect(few.samples).toBe(2);
  expect(few.nodes).not.toEqual(all.nodes);
  expect(await json(`${RANK} -o None -d None -i None -n None`)).toEqual(all);
});

it('says the worst in a line where nobody asks for the table, and writes nothing', async () => {
  const before = desk.list('.');
  const { stdout } = await desk.run(RANK);
  expect(stdout).toMatch(
    / INFO \d+ rows of type node; the worst is \S+: cosine-similarity 0\.9+\d+; -v True prints the table\n$/,
  );
  expect(desk.list('.')).toEqual(before);
});

it('keeps table, picture and page where a folder is named', async () => {
  const { files } = await json(`${RANK} -n weight -s kept/here`);
  expect(files).toEqual(['log', 'png', 'html'].map((end) => `kept/here/sensitivity_of_weight.${end}`));
  const { stdout } = await desk.run(`${RANK} -n weight -v True`);
  expect(desk.read('kept/here/sensitivity_of_weight.log')).toBe(stdout);
  for (const file of files) expect(existsSync(desk.at(file))).toBe(true);
});
