import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { RecogniseMish } from './recognise-mish';
import { CONV } from './tidy.fixture';

const pass = new RecogniseMish({ constraints: [], policy: { quantise: { Mish: 'active' } } });
const GATE = 's: s = Softplus(c)\nt: t = Tanh(s)\n';

it.each(['Mul(c, t)', 'Mul(t, c)'])('recognises %s', async (product) => {
  const text = `${CONV}${GATE}m: y = ${product}\noutput y`;
  const { shape, graph } = await runPass(pass, text, 'original');
  expect(shape).toEqual(['conv: c = Conv(x, w, b)', 'm: y = Mish(c)']);
  expect(graph.node('m')?.origins).toEqual([{ name: 's' }, { name: 't' }, { name: 'm' }]);
  await keepsTheFunction(pass, text, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the gate', `${GATE}m: y = Mul(c, t)\nr: z = Relu(t)\noutput y\noutput z`],
    ['when the inner function is an output', `${GATE}m: y = Mul(c, t)\noutput y\noutput s`],
    ['to the gate of something else', `r: r = Relu(c)\ns: s = Softplus(r)\nt: t = Tanh(s)\nm: y = Mul(c, t)\noutput y`],
    ['to a product that clamps', `${GATE}m: y = Mul(c, t) {max: 6}\noutput y`],
    ['to a square', `${GATE}m: y = Mul(t, t)\noutput y`],
    ['to another gate', 's: s = Exp(c)\nt: t = Tanh(s)\nm: y = Mul(c, t)\noutput y'],
  ])('%s', async (_, tail) => {
    const { before, graph } = await runPass(pass, CONV + tail, 'original');
    expect(graph).toBe(before);
  });

  it('where the march has no Mish', async () => {
    const text = `${CONV}${GATE}m: y = Mul(c, t)\noutput y`;
    const { before, graph } = await runPass(
      new RecogniseMish({ constraints: [], policy: { quantise: {} } }),
      text,
      'original',
    );
    expect(graph).toBe(before);
  });
});
