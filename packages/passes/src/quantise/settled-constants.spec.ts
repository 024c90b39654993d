import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { settledConstants } from './settled-constants';

const graph = parseGraph(
  `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [1, 2, 3, 4]
const v: float32[2x2x1x1] = [5, 6, 7, 8]
const b: float32[2] = [1, -1]
c: c = Conv(x, w, b) {kernel: [1, 1]} bpu id(0) int8/int8
d: y = Conv(c, v) {kernel: [1, 1]} bpu id(0) int8/int8
output y`,
  standardOps(),
  'optimized',
);
const numbersOf = (from: typeof graph, node: string, input: number) =>
  Array.from(from.value(from.node(node)!.inputs[input]).constant!.data, Number);

it('writes rounded weights under their names, and adds corrections to biases, or zeros', () => {
  const settled = settledConstants(graph, {
    roundedWeights: new Map([['w', float32([2, 2, 1, 1], [1.5, 2, 3, 4])]]),
    corrections: new Map([
      ['c', Float32Array.of(0.25, 0.5)],
      ['d', Float32Array.of(-2, 3)],
    ]),
  });
  expect(settled.node('c')!.inputs.slice(0, 2)).toEqual(['x', 'w']);
  expect(numbersOf(settled, 'c', 1)).toEqual([1.5, 2, 3, 4]);
  expect(numbersOf(settled, 'c', 2)).toEqual([1.25, -0.5]);
  expect(numbersOf(settled, 'd', 1)).toEqual([5, 6, 7, 8]);
  expect(numbersOf(settled, 'd', 2)).toEqual([-2, 3]);
  expect(numbersOf(graph, 'c', 1)).toEqual([1, 2, 3, 4]);
});

it('leaves a graph as it is of which nothing is known, and passes over names that it does not have', () => {
  const other = { roundedWeights: new Map([['none', float32([1], [1])]]), corrections: new Map() };
  for (const settled of [settledConstants(graph, {}), settledConstants(graph, other)]) {
    expect(settled.nodes.map(({ id, inputs }) => [id, inputs])).toEqual(
      graph.nodes.map(({ id, inputs }) => [id, inputs]),
    );
    expect(numbersOf(settled, 'c', 1)).toEqual([1, 2, 3, 4]);
  }
});
