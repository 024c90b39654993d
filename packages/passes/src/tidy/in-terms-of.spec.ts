import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import fc from 'fast-check';
import { inTermsOf, isNear } from './in-terms-of';

const graphOf = (nodes: string) =>
  parseGraph(
    `input x: float32[2x3]\ninput g: float32[2x3]\nconst two: float32[] = [2]\nconst k: float32[1] = [0.5]\n` +
      `const none: float32[] = [0]\nconst row: float32[3] = [1, 2, 3]\n${nodes}\noutput y`,
    standardOps(),
    'original',
  );
const termsOf = (nodes: string) => inTermsOf(graphOf(nodes), 'y', 'x', 'g');

it.each([
  ['y: y = Add(x, two)', [2, 1], []],
  ['y: y = Sub(two, x)', [2, -1], []],
  ['y: y = Neg(x)', [-0, -1], []],
  ['y: y = Div(x, k)', [0, 2], []],
  ['y: y = Div(g, k)', [], [2]],
  ['a: a = Add(g, two)\ny: y = Mul(a, k)', [1], [0.5]],
  ['y: y = Pow(x) {exponent: 2}', [0, 0, 1], []],
  ['y: y = Pow(x) {exponent: 3}', [0, 0, 0, 1], []],
  ['a: a = Add(x, two)\nb: b = Sub(x, two)\ny: y = Mul(a, b)', [-4, 0, 1], []],
  ['a: a = Mul(g, x)\nb: b = Mul(x, k)\ny: y = Add(a, b)', [0, 0.5], [0, 1]],
])('reads %s', (nodes, plain, gated) => {
  expect(termsOf(nodes)).toMatchObject({ plain, gated });
});

it('follows eight nodes, and no more', () => {
  const chain = (length: number) =>
    Array.from(
      { length },
      (_, i) => `n${i}: ${i === length - 1 ? 'y' : `v${i}`} = Neg(${i === 0 ? 'x' : `v${i - 1}`})`,
    );
  expect(termsOf(chain(8).join('\n'))).toMatchObject({ plain: [0, 1] });
  expect(termsOf(chain(9).join('\n'))).toBeUndefined();
});

it('names the nodes once each, in the order of the data', () => {
  expect(termsOf('a: a = Mul(x, x)\ny: y = Add(a, a)')?.nodes.map(({ id }) => id)).toEqual(['a', 'y']);
});

it.each([
  'y: y = Mul(g, g)',
  'y: y = Relu(x)',
  'y: y = Add(x, row)',
  'y: y = Add(x, two) {min: 0}',
  'y: y = Div(two, x)',
  'y: y = Div(x, g)',
  'a: a = Add(x, two)\ny: y = Div(two, a)',
  'a: a = Add(g, two)\ny: y = Div(x, a)',
  'y: y = Div(x, none)',
  'y: y = Pow(x) {exponent: 0.5}',
  'a: a = Pow(x) {exponent: 3}\ny: y = Mul(a, x)',
  'a: a = Add(g, x)\ny: y = Pow(a) {exponent: 2}',
])('gives up on %s', (nodes) => {
  expect(termsOf(nodes)).toBeUndefined();
});

it('is the product of the polynomials of its factors, at any number', () => {
  const few = fc.float({ min: -4, max: 4, noNaN: true });
  fc.assert(
    fc.property(few, few, few, (a, b, x) => {
      const text =
        `input x: float32[2x3]\nconst a: float32[] = [${a}]\nconst b: float32[] = [${b}]\n` +
        'p: p = Mul(x, a)\nq: q = Add(x, b)\ny: y = Mul(p, q)\noutput y';
      const terms = inTermsOf(parseGraph(text, standardOps(), 'original'), 'y', 'x')!;
      const value = terms.plain.reduce((sum, c, i) => sum + c * x ** i, 0);
      expect(value).toBeCloseTo(a * x * (x + b), 3);
    }),
  );
});

it('compares every coefficient, those that one side lacks as 0', () => {
  expect(isNear([0, 0.70710678], [0, Math.SQRT1_2])).toBe(true);
  expect(isNear([0, 0.7072], [0, Math.SQRT1_2])).toBe(false);
  expect(isNear([1e-9, 0.5], [0, 0.5])).toBe(false);
  expect(isNear([0, 0.5, 0.1], [0, 0.5])).toBe(false);
  expect(isNear([], [])).toBe(true);
  expect(isNear([NaN], [0])).toBe(false);
});
