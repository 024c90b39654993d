import { evaluate, runPass } from '@openbpu/testkit';
import { float32 } from '@openbpu/tensor';
import { marchWith } from './march.fixture';
import { SumToConv } from './sum-to-conv';

const sum = (axis: string, out: readonly number[], name = 'ReduceSum') =>
  `input x: float32[2x3x1x2]\nn: y = ${name}(x) {axes: [${axis}], keepdims: ${out.length === 4}}\noutput y`;
const pass = new SumToConv(marchWith(['Conv']));
const X = float32([2, 3, 1, 2], Float32Array.of(1, 2, 3, 4, 5, 6, -1, 0, 127, -128, 0.5, 3));

it.each([
  [[2, 1, 1, 2], ['Conv']],
  [
    [2, 1, 2],
    ['Conv', 'Reshape'],
  ],
])('sums channels to %s', async (out, ops) => {
  for (const axis of ['1', '-3']) {
    const { graph } = await runPass(pass, sum(axis, out), 'original');
    expect(graph.nodes.map(({ op }) => op.name)).toEqual(ops);
    const y = evaluate(graph, new Map([['x', X]])).get('y')!;
    expect(y.shape).toEqual(out);
    expect(Array.from(y.data, Number)).toEqual([9, 12, 126.5, -125]);
  }
});

it.each([
  ['over rows', sum('2', [2, 3, 1, 2]), ['Conv']],
  ['over channels and rows', sum('1, 2', [2, 1, 1, 2]), ['Conv']],
  ['of a line', sum('1', [2, 1, 1, 2]).replace('2x3x1x2', '2x3x2'), ['Conv']],
  ['of nothing', sum('1', [2, 1, 1, 2]).replace('2x3x1x2', '2x0x1x2'), ['Conv']],
  ['that the march has', sum('1', [2, 1, 1, 2]), ['Conv', 'ReduceSum']],
  ['of another kind', sum('1', [2, 1, 1, 2], 'ReduceMean'), ['Conv']],
  ['that the march cannot convolve', sum('1', [2, 1, 1, 2]), []],
])('leaves a reduction %s', async (_, text, ops) => {
  const { before, graph } = await runPass(new SumToConv(marchWith(ops)), text, 'original');
  expect(graph).toBe(before);
});
