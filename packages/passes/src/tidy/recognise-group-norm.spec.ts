import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { recogniseGroupNorm } from './recognise-group-norm';

const HEAD = [
  'input x: float32[2x6x4x5] NCHW',
  'const ones: float32[3] = [1, 1, 1]',
  'const zeros: float32[3] = [0, 0, 0]',
  'const k: float32[3] = [1, 2, 1]',
].join('\n');
const BEFORE = 'a: g = Reshape(x) {shape: [2, 3, 40]}';
const AFTER = 'y: y = Reshape(n) {shape: [2, 6, 4, 5]}';
const text = (...nodes: readonly string[]) => [HEAD, ...nodes, 'output y'].join('\n');
const run = (...nodes: readonly string[]) => runPass(recogniseGroupNorm(), text(...nodes), 'original');

it.each([
  [
    'InstanceNormalization, as exporters write it',
    [BEFORE, 'n: n = InstanceNormalization(g, ones, zeros) {epsilon: 0.5}'],
  ],
  ['InstanceNormalization alone', [BEFORE, 'n: n = InstanceNormalization(g) {epsilon: 0.5}']],
  ['LayerNormalization', [BEFORE, 'n: n = LayerNormalization(g) {axes: [2], epsilon: 0.5}']],
  [
    'LayerNormalization of an image of groups',
    ['a: g = Reshape(x) {shape: [2, 3, 2, 4, 5]}', 'n: n = LayerNormalization(g) {axes: [2, 3, 4], epsilon: 0.5}'],
  ],
])('recognises %s between two Reshapes', async (_, nodes) => {
  const { shape, graph } = await run(...nodes, AFTER);
  expect(shape).toEqual(['y: y = GroupNormalization(x)']);
  expect(graph.node('y')?.attrs).toEqual({ groups: 3, epsilon: 0.5 });
  expect(graph.node('y')?.origins.map(({ name }) => name)).toEqual(['a', 'n', 'y']);
  await keepsTheFunction(recogniseGroupNorm(), text(...nodes, AFTER), 'original');
});

it('leaves nodes as they are of which the user wants one on the BPU', async () => {
  const nodes = text(BEFORE, 'n: n = InstanceNormalization(g)', AFTER);
  const { before, graph } = await runPass(recogniseGroupNorm(['a']), nodes, 'original');
  expect(graph).toBe(before);
});

describe('nothing happens', () => {
  const norm = 'n: n = InstanceNormalization(g)';
  it.each([
    ['to a scale of the groups', [BEFORE, 'n: n = InstanceNormalization(g, k)', AFTER]],
    ['to a bias of the groups', [BEFORE, 'n: n = InstanceNormalization(g, ones, k)', AFTER]],
    ['to groups that the channels do not fall into', ['a: g = Reshape(x) {shape: [2, 4, 30]}', norm, AFTER]],
    ['to epsilon beside the root', [BEFORE, 'n: n = LayerNormalization(g) {axes: [2], bound: "added"}', AFTER]],
    ['to another batch', ['a: g = Reshape(x) {shape: [1, 6, 40]}', norm, AFTER]],
    ['to other axes', [BEFORE, 'n: n = LayerNormalization(g) {axes: [1]}', AFTER]],
    ['to another shape behind it', [BEFORE, norm, 'y: y = Reshape(n) {shape: [2, 6, 20]}']],
    ['when somebody else reads the groups', [BEFORE, norm, AFTER, 'z: z = Relu(g)', 'output z']],
    ['without a Reshape before it', ['a: g = Relu(x)', norm, AFTER]],
  ])('%s', async (_, nodes) => {
    const { before, graph } = await run(...nodes);
    expect(graph).toBe(before);
  });
});
