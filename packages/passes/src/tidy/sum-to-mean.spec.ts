import { evaluate, runPass } from '@openbpu/testkit';
import { float32 } from '@openbpu/tensor';
import { marchWith } from './march.fixture';
import { SumToMean } from './sum-to-mean';

const sum = (axes: string, out: readonly number[], name = 'ReduceSum') =>
  `input x: float32[2x2x2x3]\nn: y = ${name}(x) {axes: [${axes}], keepdims: ${out.length === 4}}\noutput y`;
const HAS = ['ReduceMean', 'Mul', 'Reshape'];
const X = float32(
  [2, 2, 2, 3],
  Float32Array.from({ length: 24 }, (_, i) => 6 * (i - 7)),
);

it.each([
  ['2, 3', [2, 2, 1, 1], ['ReduceMean', 'Mul']],
  ['-1, -2', [2, 2, 1, 1], ['ReduceMean', 'Mul']],
  ['3, 2', [2, 2], ['ReduceMean', 'Mul', 'Reshape']],
])('sums pixels over %s to %s', async (axes, out, ops) => {
  const { graph } = await runPass(new SumToMean(marchWith(HAS)), sum(axes, out), 'original');
  expect(graph.nodes.map(({ op }) => op.name)).toEqual(ops);
  expect(graph.nodes[0].id).toBe('n');
  const y = evaluate(graph, new Map([['x', X]])).get('y')!;
  expect(y.shape).toEqual(out);
  expect(Array.from(y.data, Number)).toEqual([-162, 54, 270, 486]);
});

it.each([
  ['over rows', sum('2', [2, 2, 1, 3]), HAS],
  ['over channels too', sum('1, 2, 3', [2, 1, 1, 1]), HAS],
  ['over channels and rows', sum('1, 2', [2, 1, 1, 3]), HAS],
  ['of five dimensions', sum('2, 3', [2, 2, 1, 1]).replace('2x2x2x3', '2x2x2x3x1'), HAS],
  ['of nothing', sum('2, 3', [2, 2, 1, 1]).replace('2x2x2x3', '2x2x0x3'), HAS],
  ['that the march has', sum('2, 3', [2, 2, 1, 1]), [...HAS, 'ReduceSum']],
  ['of another kind', sum('2, 3', [2, 2, 1, 1], 'ReduceMax'), HAS],
  ['where the march has no mean', sum('2, 3', [2, 2, 1, 1]), ['Mul', 'Reshape']],
  ['where the march cannot multiply', sum('2, 3', [2, 2, 1, 1]), ['ReduceMean', 'Reshape']],
])('leaves a reduction %s', async (_, text, ops) => {
  const { before, graph } = await runPass(new SumToMean(marchWith(ops)), text, 'original');
  expect(graph).toBe(before);
});
