import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { openValues, rankedValues } from './open-values';

const graph = parseGraph(
  [
    'input x: float32[4]',
    's: r = Sqrt(x)',
    't: v, i = TopK(r) {axis: 0, k: 2, largest: true}',
    'a: w = Abs(v)',
    'u: z = Relu(r)',
    'output z',
    'output w',
    'output i',
  ].join('\n'),
  standardOps(),
  'imported',
);

it('leaves what is ranked among NaN, and what is made of it, open', () => {
  expect(rankedValues(graph)).toEqual(['r']);
  expect([...openValues(graph, new Map([['r', float32([4], [1, NaN, 2, 3])]]))]).toEqual(['v', 'i', 'w']);
});

it('leaves nothing open where all are numbers, or nothing is ranked', () => {
  expect(openValues(graph, new Map([['r', float32([4], [1, Infinity, 2, 3])]])).size).toBe(0);
  expect(openValues(graph, new Map([['z', float32([4], [NaN, 1, 2, 3])]])).size).toBe(0);
});
