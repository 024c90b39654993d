import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { recogniseHardSigmoid } from './recognise-hard-sigmoid';

const HEAD =
  'input x: float32[1x2x3x3] NCHW\nconst three: float32[] = [3]\nconst six: float32[] = [6]\n' +
  'const sixth: float32[] = [0.16666667]\nconst half: float32[] = [0.5]\n';
const SUM = 'a: s = Add(x, three)\nc: t = Clip(s) {min: 0, max: 6}\n';
const run = (text: string) => runPass(recogniseHardSigmoid, HEAD + text, 'original');

it.each(['Mul(t, sixth)', 'Mul(sixth, t)', 'Div(t, six)'])('recognises %s', async (last) => {
  const text = `${SUM}d: y = ${last}\noutput y`;
  const { shape, graph } = await run(text);
  expect(shape).toEqual(['d: y = HardSigmoid(x)']);
  expect(graph.node('d')?.origins).toEqual([{ name: 'a' }, { name: 'c' }, { name: 'd' }]);
  const { alpha, beta } = graph.node('d')?.attrs as { readonly alpha: number; readonly beta: number };
  expect([alpha, beta]).toEqual([expect.closeTo(1 / 6, 7), expect.closeTo(0.5, 7)]);
  await keepsTheFunction(recogniseHardSigmoid, HEAD + text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['to a factor that does not bring the bound to 1', `${SUM}d: y = Mul(t, half)\noutput y`],
    [
      'to a clamp that does not start at 0',
      'a: s = Add(x, three)\nc: t = Clip(s) {min: 1, max: 6}\nd: y = Div(t, six)\noutput y',
    ],
    [
      'to a clamp whose bounds cross',
      'const minus: float32[] = [-6]\na: s = Add(x, three)\nc: t = Clip(s) {min: 0, max: -6}\n' +
        'd: y = Div(t, minus)\noutput y',
    ],
    [
      'to a clamp that leaves nothing',
      'const zero: float32[] = [0]\na: s = Add(x, three)\nc: t = Clip(s) {min: 0, max: 0}\n' +
        'd: y = Div(t, zero)\noutput y',
    ],
    ['to a quotient the other way round', `${SUM}d: y = Div(six, t)\noutput y`],
    ['when somebody else reads the clamp', `${SUM}d: y = Div(t, six)\nr: z = Relu(t)\noutput y\noutput z`],
    ['when the sum is an output', `${SUM}d: y = Div(t, six)\noutput y\noutput s`],
    ['to a product that clamps', `${SUM}d: y = Mul(t, sixth) {max: 0.5}\noutput y`],
  ])('%s', async (_, text) => {
    const { before, graph } = await run(text);
    expect(graph).toBe(before);
  });
});
