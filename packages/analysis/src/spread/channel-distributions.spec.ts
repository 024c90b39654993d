import { NET, analysed, listening, refusal, samplesOf, sharedLanes } from '../net.fixture';
import { boxOf } from './channel-boxes';
import { type ChannelRequest, channelDistributions } from './channel-distributions';

const [lanes, single] = [sharedLanes(2), sharedLanes(1)];
const look = (request: ChannelRequest, telling = listening(), pool = lanes) =>
  channelDistributions(analysed(pool), request, telling);
const box = (...values: readonly number[]) => boxOf(Float32Array.from(values));

const FIRST = [0.1, -0.9, 1.3, 2.2, 5, 4, -3.3, 0.2, 0.3, 0.3, 0.3, 0.3];
const SECOND = [0.6, 0.7, -1.1, 3.4, -0.4, 0.9, 2.7, -6.1, -2.6, 1.9, 1.4, 0.8];

it('shows the channels of an activation over all samples', async () => {
  const telling = listening();
  const [found] = await look({ nodes: ['x_cal'] }, telling);
  expect(found).toEqual({ node: 'x_cal', kind: 'activation', axis: 1, channels: [box(...FIRST), box(...SECOND)] });
  expect(telling.heard).toEqual([1, 2, 3].map((done) => [done, 3]));
});

it('shows the channels of weights of the float model, along the axis that the node names', async () => {
  const telling = listening();
  const [v, u] = await look({ nodes: ['v_cal', 'u_cal'] }, telling);
  expect(v).toEqual({ node: 'v_cal', kind: 'weight', axis: 0, channels: [box(0.31, -0.52), box(0.77, 0.24)] });
  expect(u.channels).toEqual([box(0.33, 0.42), box(-0.61, 0.14)]);
  expect(telling.heard).toEqual([]);
});

it('takes another axis where one is asked for, from either end', async () => {
  const [weights] = await look({ nodes: ['v_cal'], axis: 1 });
  expect(weights).toMatchObject({ axis: 1, channels: [box(0.31, 0.77), box(-0.52, 0.24)] });
  const [whole] = await look({ nodes: ['x_cal'], axis: 0 });
  expect(whole.channels).toEqual([
    box(
      ...FIRST.slice(0, 4),
      ...SECOND.slice(0, 4),
      ...FIRST.slice(4, 8),
      ...SECOND.slice(4, 8),
      ...FIRST.slice(8),
      ...SECOND.slice(8),
    ),
  ]);
  expect(await look({ nodes: ['x_cal'], axis: -4 })).toEqual([whole]);
  const [last] = await look({ nodes: ['x_cal'], axis: -1 });
  expect(last.axis).toBe(3);
  const columns = [0, 1].map((at) => [...FIRST, ...SECOND].filter((_, i) => i % 2 === at));
  expect(last.channels.map(({ low, high, median }) => [low, high, median])).toEqual(
    columns.map((values) => [box(...values).low, box(...values).high, box(...values).median]),
  );
});

it.each([1, 12, 13, 24, 36, 1000])('finds the same where it holds %s values at once', async (atOnce) => {
  const nodes = ['x_cal', 'v_cal', 'c_cal'];
  const telling = listening();
  expect(await look({ nodes, atOnce }, telling)).toEqual(await look({ nodes }));
  const passes = atOnce < 24 ? 4 : atOnce < 48 ? 2 : 1;
  expect(telling.heard.at(-1)).toEqual([3 * passes, 3 * passes]);
});

it('keeps the order asked for, each once, whatever the number of lanes', async () => {
  const found = await look({ nodes: ['c_cal', 'v_cal', 'c_cal', 'x_cal'] });
  expect(found.map(({ node }) => node)).toEqual(['c_cal', 'v_cal', 'x_cal']);
  expect(await look({ nodes: ['c_cal', 'v_cal', 'x_cal'] }, listening(), single)).toEqual(found);
});

it('takes the only axis of a vector, and none of a scalar', async () => {
  const text = (shape: string) => `input x: float32[${shape}]
x_cal: y = HzCalibration(x) {scales: [1], thresholds: [127]}
output y`;
  const samples = samplesOf([[1, 2, 3]], [3]);
  const [found] = await channelDistributions(
    analysed(lanes, { text: text('3'), samples }),
    { nodes: ['x_cal'] },
    listening(),
  );
  expect(found).toMatchObject({ axis: 0, channels: [box(1), box(2), box(3)] });
  const scalar = { text: text(''), samples: samplesOf([[1]], []) };
  const refused = await refusal(() => channelDistributions(analysed(lanes, scalar), { nodes: ['x_cal'] }, listening()));
  expect(refused).toEqual({ code: 'ANA014', hint: 'it has no channels: leave the node out' });
});

it('takes the first axis of weights that name none', async () => {
  const text = NET.replace('thresholds: [12.7, 25.4], axis: 0', 'thresholds: [25.4]').replace('[0.1, 0.2]', '[0.2]');
  const [found] = await channelDistributions(analysed(lanes, { text }), { nodes: ['v_cal'] }, listening());
  expect(found).toMatchObject({ axis: 0, channels: [box(0.31, -0.52), box(0.77, 0.24)] });
});

it('finds nothing of no samples', async () => {
  const none = analysed(lanes, { samples: samplesOf([]) });
  const [found] = await channelDistributions(none, { nodes: ['x_cal'] }, listening());
  expect(found.channels).toEqual([box(), box()]);
});

it.each<readonly [string, ChannelRequest, RegExp]>([
  ['ANA002', { nodes: ['gone'] }, /nodes are named/],
  ['ANA014', { nodes: ['x_cal'], axis: 4 }, /^give a whole number from 0 to 3$/],
  ['ANA014', { nodes: ['x_cal'], axis: -5 }, /from 0 to 3$/],
  ['ANA014', { nodes: ['x_cal'], axis: 0.5 }, /from 0 to 3$/],
  ['ANA015', { nodes: ['conv1'] }, /^name what quantises it: x_cal, v_cal$/],
  ['ANA015', { nodes: ['soft'] }, /^name one whose type is HzCalibration$/],
  ['ANA016', { nodes: [] }, /^name nodes/],
])('refuses with %s: %j', async (code, request, hint) => {
  expect(await refusal(() => look(request))).toEqual({ code, hint: expect.stringMatching(hint) as unknown });
});
