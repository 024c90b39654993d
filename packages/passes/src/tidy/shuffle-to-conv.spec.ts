import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { ShuffleToConv } from './shuffle-to-conv';

const pass = new ShuffleToConv({ constraints: [], policy: { quantise: { Conv: 'active' } } });
const shuffle = (first: string, perm: string, last = '2, 6, 3, 2') =>
  `input x: float32[2x6x3x2] NCHW\np: a = Reshape(x) {shape: [${first}]}\n` +
  `t: b = Transpose(a) {perm: [${perm}]}\nq: y = Reshape(b) {shape: [${last}]}\noutput y`;

it.each([
  ['2, 2, 3, 3, 2', '0, 2, 1, 3, 4'],
  ['2, 3, 2, 6', '0, 2, 1, 3'],
])('makes a shuffle through %s a convolution', async (first, perm) => {
  const { shape, graph } = await runPass(pass, shuffle(first, perm), 'original');
  expect(shape).toEqual(['q: y = Conv(x, q_weight)']);
  expect(graph.node('q')?.origins.map(({ name }) => name)).toEqual(['p', 't', 'q']);
  await keepsTheFunction(pass, shuffle(first, perm), 'original');
});

it('puts a single one into every row of the weights', async () => {
  const { graph } = await runPass(pass, shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4'), 'original');
  const rows = Array.from({ length: 6 }, (_, c) =>
    Array.from(graph.value('q_weight').constant!.data as Float32Array).slice(6 * c, 6 * c + 6),
  );
  expect(rows.map((row) => row.indexOf(1))).toEqual([0, 3, 1, 4, 2, 5]);
  expect(rows.flat().filter((value) => value !== 0)).toHaveLength(6);
});

describe('nothing happens', () => {
  it.each([
    [
      'to a function before the move',
      shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3').replace('Reshape(x) {shape: [2, 2, 3, 3, 2]}', 'Relu(x)'),
    ],
    ['to a function within the move', shuffle('2, 6, 3, 2', '').replace('Transpose(a) {perm: []}', 'Relu(a)')],
    [
      'to a function behind the move',
      shuffle('2, 6, 3, 2', '0, 1, 2, 3').replace('Reshape(b) {shape: [2, 6, 3, 2]}', 'Relu(b)'),
    ],
    [
      'to a move that nobody ends',
      shuffle('2, 6, 3, 2', '1, 0, 2, 3')
        .replace(/q: .*\n/, '')
        .replace('output y', 'output b'),
    ],
    [
      'to channels of five axes',
      shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4', '2, 6, 3, 2, 1').replace('2x6x3x2] NCHW', '2x6x3x2x1]'),
    ],
    ['to channels of three axes', shuffle('2, 2, 3, 6', '0, 2, 1, 3', '2, 6, 6').replace('2x6x3x2] NCHW', '2x6x6]')],
    ['when pixels move', shuffle('2, 6, 2, 3', '0, 1, 3, 2')],
    ['when channels and images mix', shuffle('6, 2, 3, 2', '1, 0, 2, 3')],
    ['when the result has another shape', shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4', '2, 6, 6')],
    [
      'when somebody else reads what stands between',
      `${shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4')}\nr: z = Relu(a)\noutput z`,
    ],
    ['when what stands between is an output', `${shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4')}\noutput b`],
  ])('%s', async (_, text) => {
    const { before, graph } = await runPass(pass, text, 'original');
    expect(graph).toBe(before);
  });

  it('where the march moves channels itself', async () => {
    const { before, graph } = await runPass(
      new ShuffleToConv({
        constraints: [],
        policy: { quantise: { Conv: 'active', Reshape: 'passive', Transpose: 'passive' } },
      }),
      shuffle('2, 2, 3, 3, 2', '0, 2, 1, 3, 4'),
      'original',
    );
    expect(graph).toBe(before);
  });
});
