import { type Tensor, float32, int64, toNumbers } from '@openbpu/tensor';
import { type Attribute, imported, node, nodesOf, floats } from '../model.fixture';
import { folded } from './fold.fixture';

const numbers = (tensor: Tensor) => toNumbers(tensor).map((value) => Number(value.toFixed(4)));
const exactly: Record<string, Attribute> = { epsilon: { float: 0 } };
const x = float32([2, 2, 2], [1, 3, 5, 9, 2, 2.5, 0, 4]);
const two = (a: number, b: number) => float32([2], [a, b]);

it('standardises channels of images, of a batch in training, groups of them, and the last dimensions', async () => {
  const scaled = [two(1, 2), two(0, 10)];
  expect(numbers(await folded('InstanceNormalization', [x, ...scaled], exactly))).toEqual([-1, 1, 8, 12, -1, 1, 8, 12]);
  const batch = [x, ...scaled, two(0, 0), two(1, 1)];
  expect(numbers(await folded('BatchNormalization', batch, { ...exactly, training_mode: 1 }, 15))).toEqual([
    -1.5213, 1.1832, 10.3123, 12.8111, -0.169, 0.5071, 7.1889, 9.6877,
  ]);
  const group = { ...exactly, num_groups: 1 };
  expect(numbers(await folded('GroupNormalization', [x, ...scaled], group, 21))).toEqual([
    -1.1832, -0.5071, 10.3381, 13.0426, -0.0874, 0.2621, 7.0294, 12.6211,
  ]);
  expect(numbers(await folded('GroupNormalization', [x, float32([1], [2]), float32([1], [1])], group, 18))[0]).toBe(
    -1.3664,
  );
  expect(numbers(await folded('LayerNormalization', [x, ...scaled], exactly, 17)).slice(0, 4)).toEqual([
    -1, 12, -1, 12,
  ]);
  expect(numbers(await folded('RMSNormalization', [x, two(1, 1)], exactly, 23)).slice(0, 2)).toEqual([0.4472, 1.3416]);
});

it('standardises the batch before opset 14 where outputs of training are listed, read or not', async () => {
  const constants = { x, s: two(1, 2), b: two(0, 10), m: two(0, 0), v: two(1, 1) };
  const norm = node('BatchNormalization', Object.keys(constants), ['y', 'm1', 'v1'], exactly, 'n');
  const { graph } = await imported({ nodes: [norm], constants, outputs: ['y'], opset: 9 });
  expect(numbers(graph.value(graph.nodes[0].inputs[0]).constant!).slice(0, 2)).toEqual([-1.5213, 1.1832]);
});

it('divides by norms', async () => {
  const rows = float32([2, 2], [3, 4, 0, 1]);
  expect(numbers(await folded('LpNormalization', [rows]))).toEqual([0.6, 0.8, 0, 1]);
  expect(numbers(await folded('LpNormalization', [rows], { p: 1, axis: 0 }))).toEqual([1, 0.8, 0, 0.2]);
  const image = float32([1, 1, 1, 2], [1, 3]);
  expect(numbers(await folded('MeanVarianceNormalization', [image]))).toEqual([-1, 1]);
});

it('takes logarithms and the largest along an axis, or over all from one on in old sets', async () => {
  const rows = float32([2, 2], [1, 1, 5, 1]);
  expect(numbers(await folded('LogSoftmax', [rows])).slice(0, 2)).toEqual([-0.6931, -0.6931]);
  expect(numbers(await folded('Hardmax', [rows], { axis: 0 }))).toEqual([0, 1, 1, 0]);
});

it('makes weights of what a network standardises itself', async () => {
  const draft = {
    nodes: [
      node('Reshape', ['w', 'flat'], ['f']),
      node('BatchNormalization', ['f', 's', 'b', 'm', 'v'], ['n'], { training_mode: 1 }),
      node('Reshape', ['n', 'back'], ['k']),
      node('Conv', ['x', 'k'], ['y'], {}, 'conv'),
    ],
    inputs: { x: floats(1, 2, 3, 3) },
    constants: {
      w: float32([2, 2, 1, 1], [1, 2, 3, 4]),
      flat: int64([3], [1, 2, -1]),
      back: int64([4], [2, 2, 1, 1]),
      s: two(1, 1),
      b: two(0, 0),
      m: two(0, 0),
      v: two(1, 1),
    },
    opset: 15,
  };
  expect(await nodesOf(draft)).toHaveLength(1);
});
