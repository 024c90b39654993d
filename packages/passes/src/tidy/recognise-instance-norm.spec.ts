import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { recogniseInstanceNorm } from './recognise-instance-norm';

const HEAD = [
  'input x: float32[2x3x4x5] NCHW',
  'input s: float32[1]',
  'const k: float32[3x1x1] = seed 1',
  'const one: float32[1] = [2]',
  'const row: float32[5] = seed 2',
].join('\n');
const text = (...nodes: readonly string[]) => [HEAD, ...nodes, 'output y'].join('\n');
const run = (...nodes: readonly string[]) => runPass(recogniseInstanceNorm, text(...nodes), 'original');

it.each([
  ['x', 'x'],
  ['x, k', 'x, k'],
  ['x, k, one', 'x, k, one'],
  ['x, _, k', 'x, _, k'],
])('calls a normalisation of every channel, of (%s), by its name', async (inputs, after) => {
  const line = `y: y = LayerNormalization(${inputs}) {axes: [2, 3], epsilon: 0.5}`;
  expect((await run(line)).shape).toEqual([`y: y = InstanceNormalization(${after})`]);
  await keepsTheFunction(recogniseInstanceNorm, text(line), 'original');
});

it.each([
  ['other axes', 'y: y = LayerNormalization(x) {axes: [3]}'],
  ['the axes before the last', 'y: y = LayerNormalization(x) {axes: [1, 2]}'],
  ['one of the axes of an image', 'y: y = LayerNormalization(x) {axes: [2]}'],
  ['epsilon beside the root', 'y: y = LayerNormalization(x) {axes: [2, 3], bound: "added"}'],
  ['a scale of the places', 'y: y = LayerNormalization(x, row) {axes: [2, 3]}'],
  ['a computed scale', 'y: y = LayerNormalization(x, s) {axes: [2, 3]}'],
  ['a sequence', 'r: r = Reshape(x) {shape: [2, 3, 20]}\ny: y = LayerNormalization(r) {axes: [2]}'],
])('leaves %s as it is', async (_, line) => {
  const { before, graph } = await run(line);
  expect(graph).toBe(before);
});
