import { float32 } from '@openbpu/tensor';
import { type Attribute, floats, node, nodesOf, refused } from '../model.fixture';

const vector = (n: number) => float32([n], new Array<number>(n).fill(2));
const norm = (opType: string, attributes: Record<string, Attribute>, opset: number, n = 4, outputs = ['y']) => ({
  nodes: [node(opType, ['x', 's', 'b'], outputs, attributes, 'n')],
  inputs: { x: floats(1, 4, 2, 3) },
  constants: { s: vector(n), b: vector(n) },
  outputs,
  opset,
});

const HEAD = 'n: y: float32[1x4x2x3] NCHW = ';

it('reads the axes of a layer from the first one on, and its epsilon', async () => {
  expect(await nodesOf(norm('LayerNormalization', { epsilon: { float: 0.25 } }, 17, 3))).toEqual([
    `${HEAD}LayerNormalization(x, s, b) {axes: [3], epsilon: 0.25, bound: "inside"}`,
  ]);
  expect((await nodesOf(norm('LayerNormalization', { axis: 1, epsilon: { float: 0 } }, 17, 3)))[0]).toContain(
    'axes: [1, 2, 3], epsilon: 0',
  );
  const rms = { ...norm('RMSNormalization', { axis: -2, epsilon: { float: 0.5 } }, 23, 3) };
  rms.nodes = [node('RMSNormalization', ['x', 's'], ['y'], { axis: -2, epsilon: { float: 0.5 } }, 'n')];
  expect(await nodesOf(rms)).toEqual([`${HEAD}RMSNormalization(x, s) {axes: [2, 3], epsilon: 0.5, bound: "inside"}`]);
});

it('knows the normalisations of channels', async () => {
  expect(await nodesOf(norm('InstanceNormalization', { epsilon: { float: 0.5 } }, 7))).toEqual([
    `${HEAD}InstanceNormalization(x, s, b) {epsilon: 0.5}`,
  ]);
  expect(await nodesOf(norm('GroupNormalization', { num_groups: 2, epsilon: { float: 0.5 } }, 21))).toEqual([
    `${HEAD}GroupNormalization(x, s, b) {groups: 2, epsilon: 0.5}`,
  ]);
  expect((await refused(norm('GroupNormalization', { num_groups: 3 }, 21)))[0].message).toContain(
    '4 channels do not fall into 3 groups',
  );
});

it('leaves scales of groups, and a mean that somebody reads, to the runtime', async () => {
  const groups = norm('GroupNormalization', { num_groups: 2 }, 18, 2);
  expect((await nodesOf(groups))[0]).toContain('= OnnxOp(x, s, b)');
  const declared = { y: floats(1, 4, 2, 3), mean: floats(1, 4, 2, 1) };
  const mean = { ...norm('LayerNormalization', {}, 17, 3, ['y', 'mean']), declared };
  expect((await nodesOf(mean))[0]).toContain('= OnnxOp(x, s, b)');
});
