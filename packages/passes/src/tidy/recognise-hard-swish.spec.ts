import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { recogniseHardSwish } from './recognise-hard-swish';

const HEAD =
  'input x: float32[1x2x3x3] NCHW\nconst three: float32[] = [3]\nconst six: float32[] = [6]\n' +
  'const sixth: float32[] = [0.16666667]\nconst half: float32[] = [0.5]\n';
const GATE = 'h: g = HardSigmoid(x) {alpha: 0.16666667, beta: 0.5}\n';
const CLIP = 'a: s = Add(x, three)\nc: t = Clip(s) {min: 0, max: 6}\n';
const run = (text: string) => runPass(recogniseHardSwish, HEAD + text, 'original');

it.each([
  `${GATE}m: y = Mul(x, g)`,
  `${GATE}m: y = Mul(g, x)`,
  `${CLIP}p: q = Mul(x, t)\nm: y = Div(q, six)`,
  `${CLIP}p: q = Mul(t, x)\nm: y = Mul(q, sixth)`,
  `${CLIP}p: q = Mul(t, x)\nm: y = Mul(sixth, q)`,
])('recognises %j', async (nodes) => {
  const text = `${nodes}\noutput y`;
  expect((await run(text)).shape).toEqual(['m: y = HardSwish(x)']);
  await keepsTheFunction(recogniseHardSwish, HEAD + text, 'original');
});

it('keeps all origins, in the order of the data', async () => {
  const { graph } = await run(`${CLIP}p: q = Mul(x, t)\nm: y = Div(q, six)\noutput y`);
  expect(graph.node('m')?.origins.map(({ name }) => name)).toEqual(['a', 'c', 'p', 'm']);
});

describe('nothing happens', () => {
  it.each([
    ['to another slope', 'h: g = HardSigmoid(x) {alpha: 0.2, beta: 0.5}\nm: y = Mul(x, g)\noutput y'],
    ['to a slope a little beside it', 'h: g = HardSigmoid(x) {alpha: 0.166668, beta: 0.5}\nm: y = Mul(x, g)\noutput y'],
    ['to another offset', 'h: g = HardSigmoid(x) {alpha: 0.16666667, beta: 0.4}\nm: y = Mul(x, g)\noutput y'],
    ['to the gate of something else', `${GATE}r: z = Relu(x)\nm: y = Mul(z, g)\noutput y`],
    ['when somebody else reads the gate', `${GATE}m: y = Mul(x, g)\nr: z = Relu(g)\noutput y\noutput z`],
    ['to a product that clamps', `${GATE}m: y = Mul(x, g) {min: 0}\noutput y`],
    ['to an inner product that clamps', `${CLIP}p: q = Mul(x, t) {min: 0}\nm: y = Div(q, six)\noutput y`],
    [
      'to another offset of the sum',
      `a: s = Add(x, half)\nc: t = Clip(s) {min: 0, max: 6}\np: q = Mul(x, t)\nm: y = Div(q, six)\noutput y`,
    ],
    ['to another bound', `${CLIP.replace('max: 6', 'max: 3')}p: q = Mul(x, t)\nm: y = Div(q, six)\noutput y`],
    ['to the clamp of something else', `${CLIP}r: z = Relu(x)\np: q = Mul(z, t)\nm: y = Div(q, six)\noutput y`],
    ['to another divisor', `${CLIP}p: q = Mul(x, t)\nm: y = Div(q, three)\noutput y`],
    ['when the inner product is an output', `${CLIP}p: q = Mul(x, t)\nm: y = Div(q, six)\noutput y\noutput q`],
  ])('%s', async (_, text) => {
    const { before, graph } = await run(text);
    expect(graph).toBe(before);
  });
});
