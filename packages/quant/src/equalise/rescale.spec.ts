import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate, randomFeeds } from '@openbpu/testkit';
import { rescale } from './rescale';

const GRAPH = parseGraph(
  `input x: float32[1x2x2x2] NCHW
const a: float32[4x1x1x1] = [1, 2, 3, 4]
const ab: float32[4] = [1, 1, 1, 1]
const b: float32[2x2x1x1] = [1, 2, 3, 4]
n1: p = Conv(x, a, ab) {kernel: [1, 1], group: 2}
n2: y = Conv(p, b) {kernel: [1, 1], group: 2}
output y`,
  standardOps(),
  'optimized',
);

it('divides what is written, and multiplies what reads it, in groups too', () => {
  const graph = rescale(GRAPH, new Map([['p', Float64Array.of(1, 2, 4, 8)]]));
  const elements = (id: string) => Array.from(graph.value(id).constant!.data, Number);
  expect(elements('a')).toEqual([1, 1, 0.75, 0.5]);
  expect(elements('ab')).toEqual([1, 0.5, 0.25, 0.125]);
  expect(elements('b')).toEqual([1, 4, 12, 32]);
  const feeds = randomFeeds(GRAPH, 1);
  expect(evaluate(graph, feeds).get('y')).toEqual(evaluate(GRAPH, feeds).get('y'));
});

it('leaves a graph as it is where there are no factors', () => expect(rescale(GRAPH, new Map())).toBe(GRAPH));
