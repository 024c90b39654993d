import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { mergeReshapes } from './merge-reshapes';

const HEAD = 'input x: float32[2x3x4x1] NCHW\nr: a = Relu(x)\n';

it.each([
  ['two reshapes', 'p: b = Reshape(a) {shape: [0, -1]}\nq: y = Reshape(b) {shape: [4, -1, 2]}'],
  [
    'a reshape and a transpose that moves no element',
    'p: b = Reshape(a) {shape: [6, 4, 1, 1]}\nq: y = Transpose(b) {perm: [0, 2, 3, 1]}',
  ],
  ['the other way round', 'p: b = Transpose(a) {perm: [0, 1, 3, 2]}\nq: y = Reshape(b) {shape: [24]}'],
])('merges %s', async (_, nodes) => {
  const text = `${HEAD}${nodes}\noutput y`;
  const { shape, graph } = await runPass(mergeReshapes, text, 'original');
  expect(shape).toEqual(['r: a = Relu(x)', 'q: y = Reshape(a)']);
  expect(graph.node('q')?.origins).toEqual([{ name: 'p' }, { name: 'q' }]);
  await keepsTheFunction(mergeReshapes, text, 'original');
});

it('leaves the first to its other readers', async () => {
  const text = `${HEAD}p: b = Reshape(a) {shape: [6, 4]}\nq: y = Reshape(b) {shape: [24]}\noutput y\noutput b`;
  const { graph } = await runPass(mergeReshapes, text, 'original');
  expect([graph.node('p')?.inputs, graph.node('q')?.inputs]).toEqual([['a'], ['a']]);
  await keepsTheFunction(mergeReshapes, text, 'original');
});

it.each([
  ['one Reshape', 'p: y = Reshape(a) {shape: [24]}'],
  [
    'a transpose that moves elements',
    'p: b = Reshape(a) {shape: [6, 4, 1, 1]}\nq: y = Transpose(b) {perm: [1, 0, 2, 3]}',
  ],
  [
    'a channel shuffle',
    'p: b = Reshape(a) {shape: [2, 3, 2, 2, 1]}\nt: c = Transpose(b) {perm: [0, 2, 1, 3, 4]}\n' +
      'q: y = Reshape(c) {shape: [2, 3, 4, 1]}',
  ],
])('leaves %s', async (_, nodes) => {
  const { before, graph } = await runPass(mergeReshapes, `${HEAD}${nodes}\noutput y`, 'original');
  expect(graph).toBe(before);
});
