import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { mergeFactors } from './merge-factors';

const HEAD =
  'input x: float32[1x3x2]\nconst a: float32[1] = [0.1]\nconst b: float32[1x3x2] = seed 1\n' +
  'const huge: float32[1] = [3e38]\nconst some: float32[1x1x2] = [3e38, 1]\nconst more: float32[2x1x1] = [1, 2]\n';
const run = (text: string) => runPass(mergeFactors, HEAD + text, 'original');

it.each([
  ['Mul(x, a)', 'Mul(p, b)', 'm: y = Mul(x, b)'],
  ['Mul(a, x)', 'Mul(b, p)', 'm: y = Mul(x, b)'],
  ['Mul(x, b)', 'Mul(p, a)', 'm: y = Mul(x, a)'],
  ['Add(x, a)', 'Add(b, p)', 'm: y = Add(x, b)'],
])('merges %s and %s', async (first, second, merged) => {
  const text = `f: p = ${first}\nm: y = ${second}\noutput y`;
  const { shape, graph } = await run(text);
  expect(shape).toEqual([merged]);
  expect(graph.node('m')?.origins).toEqual([{ name: 'f' }, { name: 'm' }]);
  await keepsTheFunction(mergeFactors, HEAD + text, 'original');
});

it('merges a chain, and keeps the clamp of the last', async () => {
  const text = 'f: p = Mul(x, a)\ng: q = Mul(p, b)\nm: y = Mul(q, a) {min: 0}\noutput y';
  const { graph } = await run(text);
  expect(graph.nodes).toMatchObject([{ id: 'm', attrs: { min: 0, max: Infinity } }]);
  await keepsTheFunction(mergeFactors, HEAD + text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the first', 'f: p = Mul(x, a)\nm: y = Mul(p, b)\nr: z = Exp(p)\noutput y\noutput z'],
    ['when the first clamps from above', 'f: p = Mul(x, a) {max: 1}\nm: y = Mul(p, b)\noutput y'],
    ['when the first clamps from below', 'f: p = Mul(x, a) {min: 0}\nm: y = Mul(p, b)\noutput y'],
    ['to a product of a sum', 'f: p = Add(x, a)\nm: y = Mul(p, b)\noutput y'],
    ['to computed operands', 'f: p = Mul(x, x)\nm: y = Mul(p, b)\noutput y'],
    ['when the product overflows', 'f: p = Mul(x, huge)\nm: y = Mul(p, huge)\noutput y'],
    ['when one element of the product overflows', 'f: p = Mul(x, some)\nm: y = Mul(p, huge)\noutput y'],
    ['when a constant makes the tensor larger', 'f: p = Mul(x, more)\nm: y = Mul(p, a)\noutput y'],
  ])('%s', async (_, text) => {
    const { before, graph } = await run(text);
    expect(graph).toBe(before);
  });
});
