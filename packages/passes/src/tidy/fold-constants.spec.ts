import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { foldConstants } from './fold-constants';

const run = (text: string) => runPass(foldConstants, text, 'original');
const HEAD = 'input x: float32[2x3]\nconst a: float32[2x3] = seed 1\nconst b: float32[3] = seed 2\n';
const CHAIN = `${HEAD}m: c = Mul(a, b)\ne: d = Exp(c)\ns: y = Add(x, d)\noutput y`;

it('evaluates a chain of constants in one go, under the names the results had', async () => {
  const { shape, graph, before } = await run(CHAIN);
  expect(shape).toEqual(['s: y = Add(x, d)']);
  expect(graph.value('d').constant).toMatchObject({ dtype: 'float32', shape: [2, 3] });
  expect([graph.hasValue('c'), before.value('d').constant]).toEqual([false, undefined]);
  await keepsTheFunction(foldConstants, CHAIN, 'original');
});

it('folds every output of a node', async () => {
  const text = (
    `${HEAD}p: c, d = Split(a) {axis: 1, sizes: [1, 2]}\ns: y = Add(x, c)\nt: z = Mul(d, x_)\n` + 'output y\noutput z'
  ).replace('input x', 'input x_: float32[2x2]\ninput x');
  expect((await run(text)).shape).toEqual(['s: y = Add(x, c)', 't: z = Mul(d, x_)']);
  await keepsTheFunction(foldConstants, text, 'original');
});

it('folds what has an absent input', async () => {
  const text =
    'input x: float32[3x4]\nconst m: float32[3x8] = seed 1\nconst w: float32[4x8] = seed 2\n' +
    'fc: c = Gemm(m, w, _)\ns: y = Add(x, c)\noutput y';
  expect((await run(text)).shape).toEqual(['s: y = Add(x, c)']);
});

it('folds up to the growth it allows, and no further', async () => {
  const text = (size: number) =>
    `input x: float32[${size}]\nconst a: float32[1] = [2]\ne: c = Expand(a) {shape: [${size}]}\n` +
    's: y = Add(x, c)\noutput y';
  expect((await run(text(65537))).shape).toHaveLength(1);
  expect((await run(text(65538))).shape).toHaveLength(2);
});

describe('nothing happens', () => {
  it.each([
    ['when one input is computed', `${HEAD}s: c = Add(x, a)\nr: y = Relu(c)\noutput y`],
    ['when the result is an output of the graph', `${HEAD}s: y = Add(x, a)\nm: z = Mul(a, b)\noutput y\noutput z`],
    [
      'when one of the results is',
      `${HEAD}p: c, d = Split(a) {axis: 1, sizes: [1, 2]}\ns: y = Add(x, c)\noutput y\noutput d`,
    ],
    [
      'to an opaque operator',
      `${HEAD}o: c = OnnxOp(a) {opType: "Det", opset: 17, outputTypes: [{dtype: "float32", shape: ` +
        '[2, 3]}]}\n' +
        's: y = Add(x, c)\noutput y',
    ],
  ])('%s', async (_, text) => {
    const { before, graph } = await run(text);
    expect(graph).toBe(before);
  });
});
