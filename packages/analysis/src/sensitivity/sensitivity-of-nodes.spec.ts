import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate } from '@openbpu/testkit';
import { type Measure, combined, measure } from '../metric/measure';
import { NET, SAMPLES, listening, refusal, analysed, sharedLanes, samplesOf } from '../net.fixture';
import { METRICS } from '../results';
import { type SensitivityRequest, sensitivityOfNodes } from './sensitivity-of-nodes';

const [lanes, three] = [sharedLanes(2), sharedLanes(3)];
const sensitivity = async (request: SensitivityRequest, pool = lanes) => {
  const telling = listening();
  const found = await sensitivityOfNodes(analysed(pool), request, telling);
  return { ...telling, ...found, codes: telling.sink.diagnostics.map(({ code }) => code) };
};

const FLOAT = NET.replace(/(\w+) = HzCalibration\((\w+)\) \{.*\}/g, '$1 = Identity($2)').replace(
  /(\w+) = HzCorrected\(\w+, (\w+)\)/g,
  '$1 = Identity($2)',
);
const graphOf = (text: string): Graph => parseGraph(text, standardOps(), 'calibrated');
const lineOf = (id: string) => new RegExp(`^${id}: .*$`, 'm').exec(NET)![0];

/** The float net with these lines of the calibrated one. */
function withLines(...ids: readonly string[]): Graph {
  return graphOf(ids.reduce((text, id) => text.replace(new RegExp(`^${id}: .*$`, 'm'), lineOf(id)), FLOAT));
}

/** All five distances between what a net and the float one give. */
async function distances(graph: Graph, outputs: readonly string[], count = 3): Promise<number[]> {
  const samples = samplesOf(SAMPLES);
  const measures: Measure[] = [];
  for (let i = 0; i < count; i++) {
    const feeds = await samples.feeds(i);
    const [found, wanted] = [graph, graphOf(FLOAT)].map((each) => evaluate(each, feeds));
    for (const id of outputs)
      measures.push(measure(found.get(id)!.data as Float32Array, wanted.get(id)!.data as Float32Array));
  }
  return METRICS.map((metric) => combined(metric, measures));
}

const LINES: Readonly<Record<string, readonly string[]>> = {
  conv1: ['x_cal', 'v_cal'],
  conv2: ['c_cal', 'u_was', 'u_cal', 'b_was'],
  sum: ['c_cal', 'd_cal', 's_cal'],
};
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4) as unknown);

it('quantises every node alone and compares the outputs over all samples', async () => {
  const { nodes, kind, metrics, samples, codes } = await sensitivity({ metrics: METRICS });
  expect({ kind, metrics, samples, codes }).toEqual({ kind: 'node', metrics: METRICS, samples: 3, codes: [] });
  expect([...nodes.keys()].sort()).toEqual(['conv1', 'conv2', 'sum']);
  for (const [id, values] of nodes) {
    expect([...values.keys()]).toEqual(METRICS);
    expect([...values.values()]).toEqual(close(await distances(withLines(...LINES[id]), ['y', 'p'])));
  }
});

it('ranks by the first metric, the worst first', async () => {
  for (const metric of METRICS) {
    const { nodes } = await sensitivity({ metrics: [metric, 'mse'] });
    const values = [...nodes.values()].map((each) => each.get(metric)!);
    const rising = metric === 'cosine-similarity' || metric === 'sqnr';
    expect(values).toEqual(values.toSorted((a, b) => (rising ? a - b : b - a)));
    expect(new Set(values).size).toBe(3);
  }
  expect([...(await sensitivity({})).nodes.values()].map((each) => [...each.keys()])).toEqual(
    Array.from({ length: 3 }, () => ['cosine-similarity']),
  );
});

it('looks at weights, or at activations', async () => {
  const weights = await sensitivity({ nodeType: 'weight', metrics: METRICS });
  expect([...weights.nodes.keys()].sort()).toEqual(['u_cal', 'v_cal']);
  expect(weights.kind).toBe('weight');
  const wanted = await distances(withLines('u_was', 'u_cal', 'b_was'), ['y', 'p']);
  expect([...weights.nodes.get('u_cal')!.values()]).toEqual(close(wanted));
  const activations = await sensitivity({ nodeType: 'activation' });
  expect([...activations.nodes.keys()].sort()).toEqual(['c_cal', 'd_cal', 's_cal', 'x_cal']);
});

it('compares at another node, and leaves out what that does not depend on', async () => {
  const { nodes } = await sensitivity({ outputNode: 'conv2', metrics: METRICS });
  expect([...nodes.keys()].sort()).toEqual(['conv1', 'conv2', 'sum']);
  expect([...nodes.get('conv2')!.values()]).toEqual(close(await distances(withLines(...LINES.conv2), ['d'])));
  expect([...nodes.get('sum')!.values()]).toEqual(close(await distances(withLines('c_cal'), ['d'])));
  const first = await sensitivity({ outputNode: 'conv1' });
  expect([...first.nodes.keys()]).toEqual(['conv1']);
});

it('reads as many samples as are asked for, from the first', async () => {
  const { nodes, samples, heard } = await sensitivity({ dataNum: 1, metrics: METRICS });
  expect(samples).toBe(1);
  expect([...nodes.get('sum')!.values()]).toEqual(close(await distances(withLines(...LINES.sum), ['y', 'p'], 1)));
  expect(heard).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
});

it('looks at nodes of interest of any type instead, each once', async () => {
  const { nodes, kind, heard } = await sensitivity({
    interestedNodes: ['c_cal', 'conv1', 'c_cal'],
    nodeType: 'weight',
  });
  expect([...nodes.keys()].sort()).toEqual(['c_cal', 'conv1']);
  expect(kind).toBe('node');
  expect(heard.at(-1)).toEqual([9, 9]);
  expect((await sensitivity({ interestedNodes: ['u_cal', 'v_cal'] })).kind).toBe('weight');
});

it('warns of nodes of interest that change nothing, and still tells their values', async () => {
  const { nodes, sink } = await sensitivity({ interestedNodes: ['soft'], metrics: METRICS });
  expect([...nodes.get('soft')!.values()]).toEqual([1, 0, 0, Infinity, 0]);
  expect(sink.diagnostics).toMatchObject([
    { code: 'ANA008', message: expect.stringMatching(/no calibration node$/) as unknown },
  ]);
  const behind = await sensitivity({ interestedNodes: ['d_cal'], outputNode: 'conv1', metrics: METRICS });
  expect([...behind.nodes.get('d_cal')!.values()]).toEqual([1, 0, 0, Infinity, 0]);
  expect(behind.sink.diagnostics).toMatchObject([
    { message: expect.stringMatching(/does not depend on it$/) as unknown },
  ]);
});

it('tells a node that is behind the output from one that nothing quantises', async () => {
  const { nodes, sink } = await sensitivity({
    interestedNodes: ['sum', 'soft'],
    outputNode: 'conv1',
    metrics: ['mse'],
  });
  expect([...nodes.values()].map((values) => values.get('mse'))).toEqual([0, 0]);
  expect(sink.diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/"sum" .* does not depend on it$/),
    expect.stringMatching(/"soft" .* no calibration node$/),
  ]);
});

it('finds nothing of no nodes of interest', async () => {
  expect(await sensitivity({ interestedNodes: [] })).toMatchObject({ kind: 'node', nodes: new Map(), codes: [] });
});

it('finds the same whatever the number of lanes', async () => {
  const [a, b] = [await sensitivity({ metrics: METRICS }), await sensitivity({ metrics: METRICS }, three)];
  expect([...a.nodes]).toEqual([...b.nodes]);
});

it.each<readonly [string, SensitivityRequest]>([
  ['ANA002', { interestedNodes: ['gone'] }],
  ['ANA002', { outputNode: 'gone' }],
  ['ANA003', { metrics: ['mse', 'l7'] }],
  ['ANA004', { nodeType: 'nodes' }],
  ['ANA005', { dataNum: 4 }],
  ['ANA006', { metrics: [] }],
  ['ANA007', { outputNode: 'u_cal' }],
])('refuses with %s: %j', async (code, request) => {
  expect(await refusal(() => sensitivity(request))).toMatchObject({ code });
});
