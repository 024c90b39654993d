import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { InsertPreprocess } from '../dress/insert-preprocess';
import { mergeTransposes } from './merge-transposes';
import { removeIdentity } from './remove-identity';

const HEAD = 'input x: float32[2x3x4x5] NCHW\nr: a = Relu(x)\n';
const TWO = (first: string, second: string) =>
  `${HEAD}t: b = Transpose(a) {perm: [${first}]}\nu: c = Transpose(b) {perm: [${second}]}\ns: y = Sigmoid(c)\noutput y`;

it('merges two into one', async () => {
  const text = TWO('1, 2, 3, 0', '3, 1, 0, 2');
  const { shape, graph } = await runPass(mergeTransposes, text, 'original');
  expect(shape).toEqual(['r: a = Relu(x)', 'u: c = Transpose(a)', 's: y = Sigmoid(c)']);
  expect(graph.node('u')).toMatchObject({ attrs: { perm: [0, 2, 1, 3] }, origins: [{ name: 't' }, { name: 'u' }] });
  await keepsTheFunction(mergeTransposes, text, 'original');
});

it('merges three, and leaves nothing of those that cancel', async () => {
  const text = `${TWO('0, 2, 3, 1', '0, 3, 1, 2').replace('Sigmoid(c)', 'Transpose(c) {perm: [0, 1, 2, 3]}')}`;
  const merged = await runPass(mergeTransposes, text, 'original');
  expect(merged.graph.nodes.map(({ attrs }) => attrs)).toContainEqual({ perm: [0, 1, 2, 3] });
  expect((await runPass(removeIdentity, merged.text, 'original')).shape).toEqual(['r: y = Relu(x)']);
});

it('cancels the transposes of pre-processing with those of a model that was trained in NHWC', async () => {
  const model =
    'graph net imported\ninput x: float32[1x4x5x3] NHWC\n' +
    't: a = Transpose(x) {perm: [0, 3, 1, 2]}\nr: y = Relu(a)\noutput y';
  const dressed = await runPass(
    new InsertPreprocess([
      { name: 'x', typeRt: 'rgb', typeTrain: 'rgb', layoutTrain: 'NHWC', spaceAndRange: 'regular' },
    ]),
    model,
    'imported',
  );
  const merged = await runPass(mergeTransposes, dressed.text, 'original');
  const { shape } = await runPass(removeIdentity, merged.text, 'original');
  expect(shape.map((line) => line.replace(/:.* = /, ' ').replace(/\(.*/, ''))).toEqual([
    'HZ_PREPROCESS_FOR_x_to_nchw Transpose',
    'HZ_PREPROCESS_FOR_x HzPreprocess',
    'r Relu',
  ]);
});

it('leaves the first to its other readers', async () => {
  const text = `${TWO('0, 2, 3, 1', '0, 3, 1, 2')}\nz: z = Exp(b)\noutput z`;
  expect((await runPass(mergeTransposes, text, 'original')).graph.node('u')?.inputs).toEqual(['a']);
  await keepsTheFunction(mergeTransposes, text, 'original');
});

it.each([
  ['one Transpose', `${HEAD}t: y = Transpose(a) {perm: [0, 2, 3, 1]}\noutput y`],
  [
    'a channel shuffle',
    `${HEAD}p: b = Reshape(a) {shape: [2, 3, 2, 2, 5]}\n` +
      't: c = Transpose(b) {perm: [0, 2, 1, 3, 4]}\nq: y = Reshape(c) {shape: [2, 3, 4, 5]}\n' +
      'output y',
  ],
  [
    'transposes with something between',
    `${HEAD}t: b = Transpose(a) {perm: [0, 2, 3, 1]}\ne: c = Exp(b)\n` +
      'u: y = Transpose(c) {perm: [0, 3, 1, 2]}\noutput y',
  ],
])('leaves %s', async (_, text) => {
  const { before, graph } = await runPass(mergeTransposes, text, 'original');
  expect(graph).toBe(before);
});
