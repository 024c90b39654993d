import { keepsTheFunction, runPass } from '@openbpu/testkit';
import type { Node } from '@openbpu/ir';
import { marchWith } from './march.fixture';
import { PixelPoolToSlice } from './pixel-pool-to-slice';

const text = (attrs: string, op = 'AveragePool') =>
  `input x: float32[2x3x5x6] NCHW\np: y = ${op}(x) {${attrs}}\noutput y`;
const pass = (ops = ['AveragePool', 'MaxPool', 'Slice'], refuses = ({ op }: Node) => op.name !== 'Slice') =>
  new PixelPoolToSlice(marchWith(ops, refuses));

it.each([
  ['AveragePool', '2, 2', [2, 2]],
  ['AveragePool', '1, 3', [1, 3]],
  ['MaxPool', '4, 2', [4, 2]],
])('takes every so many pixels of %s with strides %s', async (op, strides, steps) => {
  const of = text(`kernel: [1, 1], strides: [${strides}]`, op);
  const { before, shape, graph } = await runPass(pass(), of, 'original');
  expect(shape).toEqual(['p: y = Slice(x)']);
  expect(graph.node('p')?.attrs).toMatchObject({ starts: [0, 0], ends: [5, 6], axes: [2, 3], steps });
  expect(graph.node('p')?.origins).toEqual(before.node('p')!.origins);
  await keepsTheFunction(pass(), of, 'original');
});

it.each([
  ['a window of more', pass(), text('kernel: [1, 2], strides: [2, 2]')],
  ['one with pads', pass(), text('kernel: [1, 1], strides: [2, 2], pads: [0, 0, 1, 0]')],
  ['another operator', pass(), `input x: float32[2x3x5x6] NCHW\np: y = Relu(x)\noutput y`],
  ['what the march takes', pass(undefined, () => false), text('kernel: [1, 1], strides: [2, 2]')],
  ['what it has no Slice for', pass(['AveragePool']), text('kernel: [1, 1], strides: [2, 2]')],
])('leaves %s', async (_, way, of) => {
  const { before, graph } = await runPass(way, of, 'original');
  expect(graph).toBe(before);
});
