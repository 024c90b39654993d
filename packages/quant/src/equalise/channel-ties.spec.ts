import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { channelTies } from './channel-ties';

/** The ties of the last node of a graph that reads x and z, both [1, 2, 4, 4], and k of 2 numbers. */
function ties(node: string) {
  const text = `input x: float32[1x2x4x4] NCHW\ninput z: float32[1x2x4x4] NCHW\nconst k: float32[2x1x1] = [1, 2]
const w: float32[2x2x1x1] = seed 1\nn: y = ${node}\noutput y`;
  const graph = parseGraph(text, standardOps(), 'optimized');
  return channelTies(graph.nodes[0], graph);
}

const FREE = { follows: [{ input: 'x', at: 0 }], ceiling: Infinity };

it.each([
  ['Relu(x)', FREE],
  ['LeakyRelu(x)', FREE],
  ['AveragePool(x) {kernel: [2, 2]}', FREE],
  ['GlobalMaxPool(x)', FREE],
  ['Resize(x) {mode: "linear", height: 8, width: 8}', FREE],
  ['ReduceMean(x) {axes: [2, -1]}', FREE],
  ['ReduceMean(x) {axes: [1]}', undefined],
  ['Reshape(x) {shape: [1, 2, 16]}', FREE],
  ['Reshape(x) {shape: [1, 4, 8]}', undefined],
  ['Pad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1]}', FREE],
  ['Pad(x) {pads: [0, 0, 1, 1, 0, 0, 1, 1], value: 1.0}', undefined],
  ['Pad(x) {pads: [0, 1, 0, 0, 0, 0, 0, 0]}', undefined],
  ['Clip(x) {min: 0.0, max: 6.0}', { ...FREE, ceiling: 6 }],
  ['Clip(x) {min: -1.0, max: 6.0}', undefined],
  ['Clip(x) {min: 0.0, max: Infinity}', FREE],
  ['Clip(x) {min: -Infinity, max: 0.0}', FREE],
  ['Sigmoid(x)', undefined],
  ['Mul(x, z)', undefined],
  ['Add(x, k)', undefined],
  [
    'Add(x, z)',
    {
      follows: [
        { input: 'x', at: 0 },
        { input: 'z', at: 0 },
      ],
      ceiling: Infinity,
    },
  ],
  [
    'Sub(x, z) {min: 0.0}',
    {
      follows: [
        { input: 'x', at: 0 },
        { input: 'z', at: 0 },
      ],
      ceiling: Infinity,
    },
  ],
  [
    'Concat(x, z) {axis: 1}',
    {
      follows: [
        { input: 'x', at: 0 },
        { input: 'z', at: 2 },
      ],
      ceiling: Infinity,
    },
  ],
  [
    'Concat(x, z) {axis: -3}',
    {
      follows: [
        { input: 'x', at: 0 },
        { input: 'z', at: 2 },
      ],
      ceiling: Infinity,
    },
  ],
  [
    'Concat(x, z) {axis: -1}',
    {
      follows: [
        { input: 'x', at: 0 },
        { input: 'z', at: 0 },
      ],
      ceiling: Infinity,
    },
  ],
  ['Conv(x, w) {kernel: [1, 1], min: 0.0, max: 6.0}', { follows: [], ceiling: 6 }],
  ['Conv(x, w) {kernel: [1, 1], min: 1.0}', undefined],
] as const)('of %s', (node, expected) => expect(ties(node)).toEqual(expected));
