import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { dropIdleClamp } from './drop-idle-clamp';

const clip = (min: string, max: string) => `Clip(u) {min: ${min}, max: ${max}}`;
const text = (maker: string, clamp: string) =>
  `input x: float32[1x2x4x4] NCHW\na: u = ${maker}\nb: v = ${clamp}\nc: y = Neg(v)\noutput y`;

it.each([
  ['Sigmoid(x)', 'Relu(u)'],
  ['Relu(x)', 'Relu(u)'],
  ['Sigmoid(x)', clip('0.0', '1.0')],
  ['Clip(x) {min: -1.0, max: 2.0}', clip('-1.0', '2.0')],
  ['Clip(x) {min: 0.0, max: 6.0}', 'Relu(u)'],
])('removes what comes behind %s: %s', async (maker, clamp) => {
  const found = await runPass(dropIdleClamp, text(maker, clamp), 'original');
  expect(found.shape).toHaveLength(2);
  expect(found.shape[1]).toBe('c: y = Neg(u)');
  await keepsTheFunction(dropIdleClamp, text(maker, clamp), 'original');
});

it.each([
  ['Tanh(x)', 'Relu(u)'],
  ['Sigmoid(x)', clip('0.1', '1.0')],
  ['Sigmoid(x)', clip('0.0', '0.9')],
  ['Abs(x)', clip('0.0', '6.0')],
  ['Neg(x)', 'Relu(u)'],
  ['Sigmoid(x)', 'Abs(u)'],
])('leaves what comes behind %s: %s', async (maker, clamp) => {
  const { before, graph } = await runPass(dropIdleClamp, text(maker, clamp), 'original');
  expect(graph).toBe(before);
});

describe('a choice between a value and a constant', () => {
  const CONSTANTS =
    'const low: float32[] = [-Infinity]\nconst high: float32[4] = [Infinity, Infinity, Infinity, Infinity]\n' +
    'const zeros: float32[4] = [0, -1, 0, -2]\nconst some: float32[4] = [-Infinity, 0, 0, 0]\n' +
    'const wide: float32[3x2x4x4] = [' +
    `${new Array<string>(96).fill('-Infinity').join(', ')}]\nconst none: float32[] = [NaN]\n`;
  const choice = (maker: string, node: string) => `${CONSTANTS}${text(maker, node)}`;

  it.each([
    ['Neg(x)', 'Max(u, low)'],
    ['Neg(x)', 'Max(low, u)'],
    ['Neg(x)', 'Min(u, high)'],
    ['Sigmoid(x)', 'Min(high, u)'],
  ])('goes where the constant never wins: %s, %s', async (maker, node) => {
    expect((await runPass(dropIdleClamp, choice(maker, node), 'original')).shape).toEqual([
      `a: u = ${maker}`,
      'c: y = Neg(u)',
    ]);
    await keepsTheFunction(dropIdleClamp, choice(maker, node), 'original');
  });

  it.each([
    ['Neg(x)', 'Min(u, low)'],
    ['Neg(x)', 'Max(u, high)'],
    ['Neg(x)', 'Max(u, some)'],
    ['Sigmoid(x)', 'Max(u, zeros)'],
    ['Sigmoid(x)', 'Min(u, zeros)'],
    ['Neg(x)', 'Max(u, none)'],
    ['Neg(x)', 'Max(u, x)'],
    ['Slice(x) {starts: [0], ends: [1], axes: [0]}', 'Max(u, wide)'],
  ])('stays else: %s, %s', async (maker, node) => {
    const { before, graph } = await runPass(dropIdleClamp, choice(maker, node), 'original');
    expect(graph).toBe(before);
  });
});

it('keeps outputs apart', async () => {
  const last = (more: string) => `input x: float32[1x2x4x4] NCHW\na: u = Sigmoid(x)\nb: y = Relu(u)\noutput y${more}`;
  expect((await runPass(dropIdleClamp, last(''), 'original')).shape).toEqual(['a: y = Sigmoid(x)']);
  expect((await runPass(dropIdleClamp, last('\noutput u'), 'original')).shape).toHaveLength(2);
});
