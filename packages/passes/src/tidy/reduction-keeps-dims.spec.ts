import { keepsTheFunction, runPass } from '@openbpu/testkit';
import type { GraphView, Node } from '@openbpu/ir';
import { marchWith } from './march.fixture';
import { ReductionKeepsDims } from './reduction-keeps-dims';

const text = (op: string, axes: string, keepdims = false) =>
  `input x: float32[2x3x4x5]\nm: y = ${op}(x) {axes: [${axes}], keepdims: ${keepdims}}\noutput y`;
const OPS = ['ReduceMax', 'ReduceSum', 'ReduceMean', 'Reshape'];
const drops = ({ op, attrs }: Node) => op.name !== 'Reshape' && !(attrs as { keepdims: boolean }).keepdims;
const ends = ({ op, outputs }: Node) => op.name !== 'Reshape' && outputs[0] === 'y';
const pass = (refuses: (node: Node, graph: GraphView) => boolean = drops, ops = OPS) =>
  new ReductionKeepsDims(marchWith(ops, refuses));

it.each([
  ['ReduceMax', '-1'],
  ['ReduceMax', '1'],
  ['ReduceMax', '0, 1, 2, 3'],
  ['ReduceSum', '2, 3'],
  ['ReduceSum', '0'],
])('keeps the axes of %s over %s', async (op, axes) => {
  const { before, shape, graph } = await runPass(pass(), text(op, axes), 'original');
  expect(shape).toEqual([`m: m_kept = ${op}(x)`, 'm_reshape_output: y = Reshape(m_kept)']);
  expect(graph.node('m')?.attrs).toMatchObject({ keepdims: true });
  expect(graph.node('m_reshape_output')?.origins).toEqual(before.node('m')!.origins);
  expect(graph.value('m_kept').type.shape).toHaveLength(4);
  await keepsTheFunction(pass(), text(op, axes), 'original');
});

it('takes names that are free', async () => {
  const taken = 'input m_kept: float32[2]\nm_reshape_output: z = Relu(m_kept)\noutput z';
  const { shape } = await runPass(pass(), `${taken}\n${text('ReduceMax', '2')}`, 'original');
  expect(shape).toEqual([
    'm_reshape_output: z = Relu(m_kept)',
    'm: m_kept_1 = ReduceMax(x)',
    'm_reshape_output_1: y = Reshape(m_kept_1)',
  ]);
});

it.each([
  ['another reduction', pass(), text('ReduceMean', '2')],
  ['a maximum that keeps them', pass(ends), text('ReduceMax', '2', true)],
  ['a sum that keeps them', pass(ends), text('ReduceSum', '2', true)],
  ['what the march takes', pass(() => false), text('ReduceMax', '2')],
  ['what it refuses either way', pass(({ op }) => op.name !== 'Reshape'), text('ReduceMax', '2')],
  ['what a Reshape on the CPU would take the place of', pass(drops, ['ReduceMax']), text('ReduceMax', '2')],
])('leaves %s', async (_, way, of) => {
  const { before, graph } = await runPass(way, of, 'original');
  expect(graph).toBe(before);
});
