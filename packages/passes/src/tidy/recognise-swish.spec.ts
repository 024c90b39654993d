import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { recogniseSwish } from './recognise-swish';
import { CONV } from './tidy.fixture';

const run = (tail: string) => runPass(recogniseSwish, CONV + tail, 'original');

it.each(['Mul(c, g)', 'Mul(g, c)'])('recognises %s', async (product) => {
  const tail = `s: g = Sigmoid(c)\nm: y = ${product}\noutput y`;
  const { shape, graph } = await run(tail);
  expect(shape).toEqual(['conv: c = Conv(x, w, b)', 'm: y = Swish(c)']);
  expect(graph.node('m')?.origins).toEqual([{ name: 's' }, { name: 'm' }]);
  await keepsTheFunction(recogniseSwish, CONV + tail, 'original');
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the sigmoid', 's: g = Sigmoid(c)\nm: y = Mul(c, g)\nr: z = Relu(g)\noutput y\noutput z'],
    ['when the sigmoid is an output', 's: g = Sigmoid(c)\nm: y = Mul(c, g)\noutput y\noutput g'],
    ['to the sigmoid of something else', 'r: d = Relu(c)\ns: g = Sigmoid(d)\nm: y = Mul(c, g)\noutput y'],
    ['to a square', 's: g = Sigmoid(c)\nm: y = Mul(g, g)\noutput y'],
    ['to another gate', 's: g = Tanh(c)\nm: y = Mul(c, g)\noutput y'],
    ['to a product that clamps from below', 's: g = Sigmoid(c)\nm: y = Mul(c, g) {min: 0}\noutput y'],
    ['to a product that clamps from above', 's: g = Sigmoid(c)\nm: y = Mul(c, g) {max: 6}\noutput y'],
    ['to a sum', 's: g = Sigmoid(c)\nm: y = Add(c, g)\noutput y'],
  ])('%s', async (_, tail) => {
    const { before, graph } = await run(tail);
    expect(graph).toBe(before);
  });
});
