import { convWeights } from '@openbpu/ops';
import { calibrated, thresholdsOf, twoConvs } from './two-convs.fixture';
import { convsToRound } from './convs-to-round';
import { gridRow, keepsItsScale, writeGridRow } from './grid-rows';

const graph = twoConvs({
  weights: Array.from({ length: 32 }, (_, i) => ((i * 37) % 29) / 10 - 1.4),
  biases: [0.5, 1e12],
  group: 1,
  output: 'int8',
});
const channels = new Map([['h', Float32Array.of(1, 2, 3, 4)]]);

it.each([
  ['one scale', {}],
  ['scales of channels', { channels }],
])('writes integers as floats that the quantiser takes for them, with %s', (_, given) => {
  const { conv } = convsToRound(graph, calibrated(graph, thresholdsOf(graph, given)), 1).find(({ id }) => id === 'w')!;
  const integers = convWeights(conv);
  const { targets, q, pinned } = gridRow(integers, 0, 16);
  q.forEach((integer, k) => expect(Math.abs(integer - targets[k])).toBeLessThan(0.501));
  expect(Math.abs(targets[pinned])).toBe(Math.max(...targets.map(Math.abs)));
  const other = q.map((integer, k) => (k === pinned ? integer : Math.max(-127, integer - 2)));
  const data = Float32Array.from(conv.weights.data as Float32Array);
  writeGridRow(conv, integers, { q: other, pinned, o: 0 }, data.subarray(0, 16));
  const again = convWeights({ ...conv, weights: { ...conv.weights, data } as typeof conv.weights });
  expect([...again.q.data.slice(0, 16)]).toEqual([...other]);
  expect(again.scale).toEqual(integers.scale);
});

it('knows rows whose scale comes from their bias', () => {
  const { conv } = convsToRound(graph, calibrated(graph, thresholdsOf(graph)), 1).find(({ id }) => id === 'w')!;
  const integers = convWeights(conv);
  expect([0, 1].map((o) => keepsItsScale(integers, o))).toEqual([true, false]);
});
