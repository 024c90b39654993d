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

it('keeps outputs apart', async () => {
  const last = (more: string) => `input x: float32[1x2x4x4] NCHW\na: u = Sigmoid(x)\nb: y = Relu(u)\noutput y${more}`;
  expect((await runPass(dropIdleClamp, last(''), 'original')).shape).toEqual(['a: y = Sigmoid(x)']);
  expect((await runPass(dropIdleClamp, last('\noutput u'), 'original')).shape).toHaveLength(2);
});
