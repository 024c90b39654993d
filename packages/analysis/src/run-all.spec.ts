import { analysed, listening, refusal, sharedLanes } from './net.fixture';
import { type RunAllRequest, type Step, TOP, runAll } from './run-all';

const lanes = sharedLanes(2);

async function run(request: RunAllRequest) {
  const steps: string[] = [];
  const telling = listening();
  const step: Step = (name, work) => (steps.push(name), work(telling));
  return { steps, ...(await runAll(analysed(lanes), request, step)) };
}

it('goes the way of the guide: both kinds, the worst of each, and an error curve of each', async () => {
  const { steps, sensitivities, distributions, channels, errors } = await run({});
  expect(steps).toEqual(['sensitivity', 'sensitivity', 'distribution', 'channels', 'error']);
  expect(sensitivities.map(({ kind, metrics }) => [kind, metrics])).toEqual([
    ['weight', ['cosine-similarity']],
    ['activation', ['cosine-similarity']],
  ]);
  const ranked = sensitivities.flatMap(({ nodes }) => [...nodes.keys()]);
  expect(distributions.map(({ node }) => node)).toEqual(ranked);
  expect(channels.map(({ node }) => node)).toEqual(ranked);
  expect(
    errors.map(({ quantised, average, curves }) => [quantised, average, curves.map(({ label }) => label)]),
  ).toEqual([[true, false, ['weight', 'activation']]]);
});

it('looks at what quantises the worst regular nodes', async () => {
  const { steps, sensitivities, distributions, channels } = await run({
    nodeType: 'node',
    nsMetrics: ['mse'],
    dataNum: 2,
  });
  expect(steps).toEqual(['sensitivity', 'distribution', 'channels', 'error']);
  const [{ nodes, kind, samples, metrics }] = sensitivities;
  expect({ kind, samples, metrics }).toEqual({ kind: 'node', samples: 2, metrics: ['mse'] });
  const members: Readonly<Record<string, readonly string[]>> = {
    conv1: ['x_cal', 'v_cal'],
    conv2: ['c_cal', 'u_cal'],
    sum: ['c_cal', 'd_cal', 's_cal'],
  };
  const wanted = [...new Set([...nodes.keys()].flatMap((id) => members[id]))];
  expect(distributions.map(({ node }) => node)).toEqual(wanted);
  expect(channels.map(({ node }) => node)).toEqual(wanted);
});

it('takes one kind, nodes of interest, an output and lists of its own', async () => {
  const one = await run({ nodeType: 'weight', outputNode: 'conv1' });
  expect(one.sensitivities.map(({ nodes }) => [...nodes.keys()])).toEqual([['v_cal']]);
  const { steps, sensitivities, distributions, channels, errors } = await run({
    interestedNodes: ['conv1'],
    disNodesList: ['soft'],
    cwNodesList: ['v_cal'],
    axis: 1,
    quantizeNode: 'conv2',
    nonQuantizeNode: [['conv1', 'sum']],
    aeMetric: 'mse',
    averageMode: true,
  });
  expect(steps).toEqual(['sensitivity', 'distribution', 'channels', 'error', 'error']);
  expect(sensitivities.map(({ nodes }) => [...nodes.keys()])).toEqual([['conv1']]);
  expect(distributions.map(({ node }) => node)).toEqual(['soft']);
  expect(channels.map(({ node, axis }) => [node, axis])).toEqual([['v_cal', 1]]);
  expect(errors.map(({ metric, average, quantised, curves }) => [metric, average, quantised, curves[0].label])).toEqual(
    [
      ['mse', true, true, 'conv2'],
      ['mse', true, false, 'partial_qmodel_0'],
    ],
  );
});

it('looks no closer where no ranked node is quantised by anything', async () => {
  const { steps, distributions, channels } = await run({ interestedNodes: ['soft'] });
  expect(steps).toEqual(['sensitivity', 'error']);
  expect([distributions, channels]).toEqual([[], []]);
});

it('looks closer at five', () => expect(TOP).toBe(5));

it.each<readonly [string, RunAllRequest]>([
  ['ANA004', { nodeType: 'nodes' }],
  ['ANA003', { aeMetric: 'l7' }],
  ['ANA012', { nonQuantizeNode: [] }],
  ['ANA016', { disNodesList: [] }],
  ['ANA016', { cwNodesList: [] }],
  ['ANA002', { disNodesList: ['gone'] }],
  ['ANA014', { cwNodesList: ['v_cal'], axis: 4 }],
  ['ANA015', { cwNodesList: ['conv1'] }],
])('refuses with %s before anything is run: %j', async (code, request) => {
  const step = () => Promise.reject(new Error('it is run'));
  const act = () => runAll(analysed(lanes), request, step);
  const sensitivity = code === 'ANA004' ? () => run(request) : act;
  expect(await refusal(sensitivity)).toMatchObject({ code });
});
