import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { padOnPlane } from './pad-on-plane';

const net = (pad: string, shape: string, more = '') =>
  `input x: float32[2x3x4]\np: d = Pad(x) ${pad}\nr: y = Reshape(d) {shape: ${shape}}\n${more}output y`;
const SIDES = '{pads: [0, 0, 2, 0, 0, 1], value: 0.5}';

it('pads the row behind the Reshape', async () => {
  const { shape, graph } = await runPass(padOnPlane, net(SIDES, '[2, 3, 1, 7]'), 'original');
  expect(shape).toEqual(['r: x_plane = Reshape(x)', 'p: y = Pad(x_plane)']);
  expect(graph.node('p')?.attrs).toEqual({ pads: [0, 0, 0, 2, 0, 0, 0, 1], mode: 'constant', value: 0.5 });
  expect(graph.nodes.map(({ origins }) => origins)).toEqual([[{ name: 'r' }], [{ name: 'p' }]]);
});

it.each([
  [SIDES, '[2, 3, 1, 7]'],
  ['{pads: [1, 2, 3, 4, 5, 6]}', '[7, 10, 1, 13]'],
  ['{pads: [0, 0, 2, 0, 0, 1], mode: "reflect"}', '[2, 3, 1, 7]'],
  ['{pads: [0, 0, -1, 0, 0, 3], mode: "edge"}', '[2, 3, 1, 6]'],
])('%s keeps the function', async (pad, shape) => {
  const text = net(pad, shape);
  expect((await runPass(padOnPlane, text, 'original')).graph.node('p')?.inputs).toEqual(['x_plane']);
  await keepsTheFunction(padOnPlane, text, 'original');
});

it.each([
  ['another shape', net(SIDES, '[2, 3, 7, 1]')],
  ['a shape of as many elements', net(SIDES, '[3, 2, 1, 7]')],
  ['a reader beside', net(SIDES, '[2, 3, 1, 7]', 'n: z = Relu(d)\noutput z\n')],
  [
    'something else than a Pad',
    'input x: float32[2x3x4]\np: d = Relu(x)\nr: y = Reshape(d) {shape: [2, 3, 1, 4]}\noutput y',
  ],
  ['planes already', net('{pads: [0, 0, 0, 2, 0, 0, 0, 1]}', '[2, 3, 1, 7]').replace('3x4', '3x1x4')],
  ['no Reshape', 'input x: float32[2x3x4]\np: d = Pad(x) {pads: [0, 0, 2, 0, 0, 1]}\nr: y = Relu(d)\noutput y'],
])('nothing happens to %s', async (_, text) => {
  const { before, graph } = await runPass(padOnPlane, text, 'original');
  expect(graph).toBe(before);
});
