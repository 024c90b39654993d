import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { dropExpand } from './drop-expand';

const HEAD = 'input x: float32[1x4x3x3]\ninput s: float32[1x4x1x1]\ne: t = Expand(s) {shape: [1, 4, 3, 3]}\n';

it.each(['Mul(x, t)', 'Mul(t, x)', 'Add(x, t)', 'Sub(t, x)', 'Div(x, t)', 'Max(x, t)', 'Min(t, x)'])(
  'drops it before %s',
  async (sum) => {
    const text = `${HEAD}n: y = ${sum}\noutput y`;
    const { shape, graph } = await runPass(dropExpand, text, 'original');
    expect(shape).toContain(`n: y = ${sum.replace('t', 's')}`);
    expect(graph.consumers('t')).toEqual([]);
    await keepsTheFunction(dropExpand, text, 'original');
  },
);

it('keeps it for others, and keeps a folded activation', async () => {
  const text = `${HEAD}n: y = Mul(x, t) {max: 1}\nz: z = Relu(t)\noutput y\noutput z`;
  const { shape, graph } = await runPass(dropExpand, text, 'original');
  expect(shape).toEqual(['e: t = Expand(s)', 'z: z = Relu(t)', 'n: y = Mul(x, s)']);
  expect(graph.node('n')?.attrs).toMatchObject({ max: 1 });
  await keepsTheFunction(dropExpand, text, 'original');
});

it('drops both where each repeats along another axis', async () => {
  const text =
    'input s: float32[1x4x1x1]\ninput r: float32[1x1x3x1]\ne: t = Expand(s) {shape: [1, 4, 3, 1]}\n' +
    'f: u = Expand(r) {shape: [1, 4, 3, 1]}\nn: y = Sub(t, u)\noutput y';
  expect((await runPass(dropExpand, text, 'original')).shape).toContain('n: y = Sub(s, r)');
  await keepsTheFunction(dropExpand, text, 'original');
});

it.each([
  ['another op stands there', `${HEAD}r: r = Relu(s)\nn: y = Mul(x, r)\noutput y`],
  ['its reader gives something else', `${HEAD}n: y = Concat(x, t) {axis: 1}\noutput y`],
  ['both operands are enlarged by it', `${HEAD}n: y = Mul(s, t)\noutput y`],
  ['what reads it repeats nothing', `${HEAD}n: y = Relu(t)\noutput y`],
])('stays where %s', async (_, text) => {
  const { before, graph } = await runPass(dropExpand, text, 'original');
  expect(graph).toBe(before);
});
