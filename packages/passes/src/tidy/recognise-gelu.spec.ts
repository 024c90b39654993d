import { keepsTheFunction, runPass } from '@openbpu/testkit';
import fc from 'fast-check';
import { RecogniseGelu } from './recognise-gelu';

const march = (...has: string[]) => ({
  constraints: [],
  policy: { quantise: Object.fromEntries(has.map((op) => [op, 'active' as const])) },
});
const pass = new RecogniseGelu(march('Gelu', 'Erf', 'Tanh'));
const HEAD =
  'input x: float32[2x5]\nconst half: float32[] = [0.5]\nconst one: float32[] = [1]\n' +
  'const r: float32[] = [0.70710678]\nconst q: float32[] = [0.7978845608]\nconst c: float32[] = [0.044715]\n';
const ERF = 'u: u = Mul(x, r)\ne: e = Erf(u)\n';
const TANH = 'p: p = Pow(x) {exponent: 3}\na: a = Mul(p, c)\ns: s = Add(x, a)\nu: u = Mul(s, q)\ne: e = Tanh(u)\n';
const FACTORED =
  'p: p = Mul(x, x)\na: a = Mul(c, p)\ns: s = Add(one, a)\nv: v = Mul(x, q)\nu: u = Mul(v, s)\ne: e = Tanh(u)\n';
const ENDS = [
  's1: f = Add(e, one)\nm: m = Mul(x, f)\ny: y = Mul(m, half)',
  's1: f = Add(one, e)\nm: m = Mul(half, x)\ny: y = Mul(f, m)',
  's1: f = Add(e, one)\nm: m = Mul(f, half)\ny: y = Mul(x, m)',
  'h: h = Mul(e, half)\ns1: f = Add(h, half)\ny: y = Mul(x, f)',
  'h: h = Mul(x, half)\nm: m = Mul(h, e)\ny: y = Add(h, m)',
];

describe.each([
  ['Erf', ERF, 'none'],
  ['Tanh', TANH, 'tanh'],
  ['Tanh of a product', FACTORED, 'tanh'],
])('by %s', (_, gate, approximate) => {
  it.each(ENDS)('recognises %s', async (end) => {
    const text = `${HEAD}${gate}${end}\noutput y`;
    const { shape, graph } = await runPass(pass, text, 'original');
    expect(shape).toEqual(['y: y = Gelu(x)']);
    expect(graph.node('y')?.attrs).toEqual({ approximate });
    expect(graph.node('y')?.origins.at(-1)).toEqual({ name: 'y' });
    await keepsTheFunction(pass, text, 'original');
  });
});

it('takes no other factors for those of GELU', async () => {
  await fc.assert(
    fc.asyncProperty(fc.float({ min: Math.fround(0.1), max: 3, noNaN: true }), async (factor) => {
      const text = `${HEAD.replace('[0.70710678]', `[${factor}]`)}${ERF}${ENDS[0]}\noutput y`;
      const { before, graph } = await runPass(pass, text, 'original');
      expect(graph === before).toBe(Math.abs(factor - Math.SQRT1_2) > 1e-4 * Math.SQRT1_2);
    }),
    { numRuns: 30 },
  );
});

it('follows eight nodes inside the gate, and eight behind it', async () => {
  const negated = (from: string, to: string, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const [x, y] = [i === 0 ? from : `${to}${i}`, i === count - 1 ? to : `${to}${i + 1}`];
      return `neg_${to}${i}: ${y} = Neg(${x})\n`;
    }).join('');
  const inside = (factor: string, count: number) =>
    `u: u = Mul(x, ${factor})\n${negated('u', 'v', count)}e: e = Erf(v)\n${ENDS[0]}`;
  const behind = (sum: string, count: number) =>
    `${ERF}${negated('e', 'v', count)}s1: f = ${sum}\nm: m = Mul(x, f)\ny: y = Mul(m, half)`;
  const text = (nodes: string) => `${HEAD}const minus: float32[] = [-0.70710678]\n${nodes}\noutput y`;
  for (const nodes of [inside('minus', 7), behind('Sub(one, v)', 5)]) {
    expect((await runPass(pass, text(nodes), 'original')).shape).toEqual(['y: y = Gelu(x)']);
    await keepsTheFunction(pass, text(nodes), 'original');
  }
  for (const nodes of [inside('r', 8), behind('Add(one, v)', 6)]) {
    const { before, graph } = await runPass(pass, text(nodes), 'original');
    expect(graph).toBe(before);
  }
});

describe('nothing happens', () => {
  it.each([
    ['when somebody else reads the gate', `${ERF}${ENDS[0]}\nz: z = Relu(e)\noutput y\noutput z`],
    ['when the gate is an output', `${ERF}${ENDS[0]}\noutput y\noutput e`],
    ['to the gate of something else', `w: w = Relu(x)\nu: u = Mul(w, r)\ne: e = Erf(u)\n${ENDS[0]}\noutput y`],
    ['to a product that clamps', `${ERF}${ENDS[0]} {min: 0}\noutput y`],
    ['to Tanh in the place of Erf', `${ERF.replace('Erf(', 'Tanh(')}${ENDS[0]}\noutput y`],
    ['to 1 − Erf', `${ERF}s1: f = Sub(one, e)\nm: m = Mul(x, f)\ny: y = Mul(m, half)\noutput y`],
  ])('%s', async (_, tail) => {
    const { before, graph } = await runPass(pass, HEAD + tail, 'original');
    expect(graph).toBe(before);
  });

  it('where the march has the gate and no Gelu', async () => {
    const lacking = new RecogniseGelu(march('Tanh'));
    const { before, graph } = await runPass(lacking, `${HEAD}${TANH}${ENDS[0]}\noutput y`, 'original');
    expect(graph).toBe(before);
    expect((await runPass(lacking, `${HEAD}${ERF}${ENDS[0]}\noutput y`, 'original')).shape).toEqual(['y: y = Gelu(x)']);
  });
});
