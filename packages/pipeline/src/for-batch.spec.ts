import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { forBatch } from './for-batch';

const read = (shape: string, line = 'r: y = Relu(x)') =>
  parseGraph(`input x: float32[${shape}]\n${line}\noutput y`, standardOps(), 'optimized');

it('makes a model of so many items, and none where one is asked for', () => {
  const graph = read('1x3');
  expect(forBatch(graph, { inputBatch: 1 })).toBe(graph);
  expect(forBatch(read('2x3'), { inputBatch: 1 }).value('y').type.shape).toEqual([2, 3]);
  expect(forBatch(graph, { inputBatch: 4 }).value('y').type.shape).toEqual([4, 3]);
});

it('refuses a model of several items already, and a node that mixes them', () => {
  expect(() => forBatch(read('2x3'), { inputBatch: 4 })).toThrow(/^PIP072 .*first dimension of "x" \[2x3\] is not 1/);
  const mixing = read('1x3', 'r: y = Reshape(x) {shape: [3]}');
  expect(() => forBatch(mixing, { inputBatch: 4 })).toThrow(/^PIP071 .*input_batch 4: the Reshape "r" does not treat/);
});
