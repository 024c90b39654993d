import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { givesAccumulators, isReadOnBpu } from './accumulators';

const NET = `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = seed 1
a: a = Conv(x, w) {kernel: [1, 1]}
b: b = Conv(x, w) {kernel: [1, 1], min: 0}
c: c = Sigmoid(x)
d: d = Relu(a)
output b
output c
output d`;
const graph = parseGraph(NET, standardOps(), 'original');
const gives = (id: string, onBpu: (id: string) => boolean) =>
  givesAccumulators(graph.node(id)!, graph, (node) => onBpu(node.id), 'int8');

it('are given by a sum that nobody on the BPU reads, and that clamps nothing', () => {
  expect(gives('a', (id) => id !== 'd')).toBe(true);
  expect(gives('a', () => true)).toBe(false);
  expect(['b', 'c'].map((id) => gives(id, () => true))).toEqual([false, false]);
});

it('are read on the BPU by what runs there', () => {
  expect(isReadOnBpu(graph.node('a')!, graph, () => true)).toBe(true);
  expect(isReadOnBpu(graph.node('a')!, graph, () => false)).toBe(false);
  expect(isReadOnBpu(graph.node('d')!, graph, () => true)).toBe(false);
});
