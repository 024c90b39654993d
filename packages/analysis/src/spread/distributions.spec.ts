import { NET, analysed, listening, refusal, samplesOf, sharedLanes } from '../net.fixture';
import type { Distribution } from '../results';
import { distributions } from './distributions';

const [lanes, single] = [sharedLanes(2), sharedLanes(1)];
const look = (nodes: readonly string[], telling = listening(), text = NET, pool = lanes) =>
  distributions(analysed(pool, { text }), nodes, telling);

const seriesOf = ({ series }: Distribution) =>
  series.map(({ label, low, high, largest, histogram }) => [
    label,
    ...[low, high, largest].map((value) => Number(value.toFixed(4))),
    histogram.counts.reduce((a, b) => a + b),
  ]);

it('shows weights of the float model, and what is left of the changed ones', async () => {
  const [found] = await look(['u_cal']);
  expect(found).toMatchObject({ node: 'u_cal', figure: 'weight', threshold: 10 });
  expect(seriesOf(found)).toEqual([
    ['float', -0.61, 0.42, 0.61, 4],
    ['quantised', -0.6, 0.4, 0.6, 4],
  ]);
  const [{ histogram: a }, { histogram: b }] = found.series;
  expect(a.edges).toEqual(b.edges);
  expect([a.edges[0], a.edges.at(-1)]).toEqual([Math.fround(-0.61), Math.fround(0.42)]);
});

it('shows what an activation node reads in the float model, over all samples', async () => {
  const [input, inner] = await look(['x_cal', 'c_cal']);
  expect(input).toMatchObject({ figure: 'activation', threshold: 31.75 });
  expect(seriesOf(input)).toEqual([['float', -6.1, 5, 6.1, 24]]);
  expect(inner).toMatchObject({ figure: 'activation', threshold: 63.5 });
  expect(seriesOf(inner)[0].slice(-1)).toEqual([24]);
});

it('shows what a regular node gives in both models, and the difference', async () => {
  const telling = listening();
  const [conv, soft] = await look(['conv1', 'soft'], telling);
  expect(conv).toMatchObject({ figure: 'node_output', threshold: 63.5 });
  expect(soft).not.toHaveProperty('threshold');
  const [float, quantised, error] = conv.series;
  expect(conv.series.map(({ label }) => label)).toEqual(['float', 'quantised', 'error']);
  expect(float.histogram.edges).toEqual(quantised.histogram.edges);
  expect(float.histogram.edges[0]).toBe(Math.min(float.low, quantised.low));
  expect(error.histogram.edges[0]).toBe(error.low);
  expect(error.low).toBeLessThan(0);
  expect(error.largest).toBeGreaterThan(0);
  expect(error.largest).toBeLessThan(2);
  expect(seriesOf(conv).map((each) => each.at(-1))).toEqual([24, 24, 24]);
  expect(telling.heard.at(-1)).toEqual([12, 12]);
});

it('counts what both models give over the same edges, from the least of both to the most', async () => {
  const found = await look(['conv1', 'conv2', 'sum', 'v_cal', 'u_cal']);
  for (const { series } of found) {
    const [float, quantised] = series;
    const ends = [Math.min(float.low, quantised.low), Math.max(float.high, quantised.high)];
    for (const { histogram } of [float, quantised]) expect([histogram.edges[0], histogram.edges.at(-1)]).toEqual(ends);
  }
  for (const own of [found.slice(0, 3), found.slice(3)])
    expect(own.some(({ series: [float, quantised] }) => quantised.high > float.high)).toBe(true);
});

it('finds the same of a node, whichever are looked at with it', async () => {
  const nodes = ['c_cal', 'conv1', 'sum', 'x_cal', 'v_cal'];
  const together = await look(nodes);
  for (const [i, node] of nodes.entries()) expect([together[i]]).toEqual(await look([node]));
});

it('takes all three kinds at once, each once, in the order asked for', async () => {
  const telling = listening();
  const found = await look(['x_cal', 'v_cal', 'x_cal', 'conv2'], telling);
  expect(found.map(({ node, figure }) => [node, figure])).toEqual([
    ['x_cal', 'activation'],
    ['v_cal', 'weight'],
    ['conv2', 'node_output'],
  ]);
  expect(seriesOf(found[0])).toHaveLength(1);
  const activation = listening();
  await look(['x_cal'], activation);
  expect(activation.heard.at(-1)).toEqual([6, 6]);
  const weights = listening();
  await look(['v_cal'], weights);
  expect(weights.heard).toEqual([]);
});

it('takes the smallest of the thresholds, apart from the scales of the input that weights take in', async () => {
  const [{ threshold }] = await look(['v_cal']);
  expect(threshold).toBe(12.7);
  const folded = NET.replace(
    'thresholds: [12.7, 25.4], axis: 0',
    'thresholds: [12.7, 25.4], axis: 0, columns: [0.5, 2]',
  );
  expect((await look(['v_cal'], listening(), folded))[0].threshold).toBe(6.35);
  const small = folded.replace('[0.5, 2]', '[0.25, 0.5]');
  expect((await look(['v_cal'], listening(), small))[0].threshold).toBe(25.4);
});

it('finds the same whatever the number of lanes', async () => {
  expect(await look(['conv2', 'c_cal'])).toEqual(await look(['conv2', 'c_cal'], listening(), NET, single));
});

it('leaves out what is not finite', async () => {
  const samples = samplesOf([[Infinity, 1, 2, NaN, -3, 0, 0, -Infinity]]);
  const [found] = await distributions(analysed(lanes, { samples }), ['x_cal'], listening());
  expect(seriesOf(found)).toEqual([['float', -3, 2, 3, 5]]);
});

const PLACES = `${NET.replace(/output [yp]\n/g, '')}best: k = ArgMax(y) {axis: 1, keepDims: false} cpu "it is asked for"
output k
`;

it.each([
  ['ANA002', ['conv1', 'gone'], NET],
  ['ANA007', ['best'], PLACES],
  ['ANA016', [], NET],
])('refuses with %s: %j', async (code, nodes, text) => {
  expect(await refusal(() => look(nodes, listening(), text))).toMatchObject({ code });
});
