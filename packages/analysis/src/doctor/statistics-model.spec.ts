import { parseGraph } from '@openbpu/ir';
import { decodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Lane } from '@openbpu/runtime';
import { float32, toNumbers } from '@openbpu/tensor';
import { firstLayer, statisticsModel } from './statistics-model';

const lane = new Lane();
afterAll(() => lane.close());

const graph = (text: string) => parseGraph(text, standardOps(), 'imported');
const NET = `input x: float32[1x1x2x2] NCHW
const w: float32[2x1x1x1] = [1, -2]
const u: float32[2x2x1x1] = [1, 0, 0, 1]
const g: float32[2] = [1, 1]
const b: float32[2] = [0, 0]
const m: float32[2] = [0.5, -1]
const v: float32[2] = [2, 4]
c: c = Conv(x, w) {kernel: [1, 1]}
n: n = BatchNormalization(c, g, b, m, v)
r: r = Relu(n)
d: d = Conv(r, u) {kernel: [1, 1]}
output d`;

async function answers({ bytes, sites }: ReturnType<typeof statisticsModel>, values: readonly number[]) {
  const session = await lane.open(bytes, { optimise: true });
  try {
    const names = sites.flatMap(({ outputs }) => outputs);
    const found = await session.run(new Map([['x', float32([1, 1, 2, 2], values)]]), names);
    return names.map((name) => toNumbers(found.get(name)!));
  } finally {
    await session.close();
  }
}

it('tells mean, mean of squares and what is above 0, by channel', async () => {
  const model = statisticsModel(graph(NET));
  expect(model.sites.map(({ channels, spatial, trained }) => [channels, spatial, trained])).toEqual([
    [2, true, { mean: [0.5, -1], variance: [2, 4] }],
    [2, true, undefined],
    [2, true, undefined],
  ]);
  const [mean, squares, above] = await answers(model, [-1, 0, 2, 3]);
  expect([mean, squares, above]).toEqual([
    [1, -2],
    [3.5, 14],
    [0.5, 0.25],
  ]);
  expect(decodeModel(model.bytes).graph.output[0].name).toBe('d');
});

it('watches linear layers as well, without rows and columns', () => {
  const { sites } = statisticsModel(
    graph('input x: float32[1x4]\nconst w: float32[3x4] = seed 1\nf: y = Gemm(x, w)\noutput y'),
  );
  expect(sites.map(({ channels, spatial }) => [channels, spatial])).toEqual([[3, false]]);
});

it('knows of no training where others read what is normalised', () => {
  const shared = NET.replace('output d', 's: e = Add(c, d)\noutput e');
  expect(statisticsModel(graph(shared)).sites[0]).not.toHaveProperty('trained');
});

it('has no site in a net without such layers', () => {
  expect(statisticsModel(graph('input x: float32[1x4]\nr: y = Relu(x)\noutput y')).sites).toEqual([]);
});

describe('the first layer', () => {
  it('is the first whose outputs go to an activation, and needs nothing behind it', async () => {
    const model = firstLayer(graph(NET));
    expect(model.sites).toHaveLength(1);
    const { node, initializer, output } = decodeModel(model.bytes).graph;
    expect(node.map(({ opType = '' }) => opType).filter((op) => !/^(ReduceMean|Mul|Relu|Sign)$/.test(op))).toEqual([
      ...['Conv', 'BatchNormalization'],
    ]);
    expect(initializer.map(({ name }) => name)).not.toContain('u');
    expect(output.map(({ name }) => name)).toEqual(model.sites[0].outputs);
    const [mean] = await answers(model, [0.5, 0.5, 0.5, 0.5]);
    expect(mean).toEqual([0, 0].map((value) => expect.closeTo(value, 5) as number));
  });

  it('is none of a net without one', () => {
    expect(firstLayer(graph('input x: float32[1x4]\nr: y = Relu(x)\noutput y')).sites).toEqual([]);
  });
});

describe('scores', () => {
  const LOGITS = { classes: true, logits: true };
  const scoresOf = (text: string) => statisticsModel(graph(text)).scores;
  const head = 'input x: float32[1x12]\nconst w: float32[12x12] = seed 1\nf: f = Gemm(x, w)\n';
  const conv = (size: number) =>
    `input x: float32[1x12x${size}x${size}]\nconst w: float32[12x12x${size}x${size}] = seed 1\n` +
    `f: f = Conv(x, w) {kernel: [${size}, ${size}]}\n`;

  it.each([
    ['probabilities of classes', `${head}s: y = Softmax(f) {axis: 1}\noutput y`, { classes: true, logits: false }],
    ['logits', `${head}output f`, { name: 'f', classes: true, logits: true }],
    ['logits of a convolution of one pixel', `${conv(1)}r: y = Reshape(f) {shape: [1, 12]}\noutput y`, LOGITS],
    ['logits that are left a picture of one pixel', `${conv(1)}output f`, { name: 'f', ...LOGITS }],
    [
      'scores of places',
      `${head}s: s = Sigmoid(f)\nr: y = Reshape(s) {shape: [1, 4, 3]}\noutput y`,
      { classes: false, logits: false },
    ],
    [
      'distributions of places',
      `${head}r: r = Reshape(f) {shape: [1, 4, 3]}\ns: y = Softmax(r) {axis: -1}\noutput y`,
      { classes: false, logits: false, of: 3 },
    ],
    [
      'distributions across places',
      `${head}r: r = Reshape(f) {shape: [1, 3, 4]}\ns: y = Softmax(r) {axis: 1}\noutput y`,
      { classes: false, logits: false },
    ],
  ])('are %s', (_, text, wanted) => {
    expect(scoresOf(text)).toEqual([{ name: 'y', ...wanted }]);
  });

  it('are not the numbers of other outputs', () => {
    expect(scoresOf(`${head}r: y = Relu(f)\noutput y`)).toEqual([]);
    expect(scoresOf(`${head}r: y = Reshape(f) {shape: [1, 4, 3]}\noutput y`)).toEqual([]);
    expect(scoresOf(`${conv(2)}output f`)).toEqual([]);
    expect(scoresOf(head.replace('[12x12]', '[9x12]') + 'output f')).toEqual([]);
    expect(scoresOf(`${head}s: s = Sigmoid(f)\nc: y = Concat(s, f) {axis: 1}\noutput y`)).toEqual([]);
    expect(scoresOf('input x: float32[1x12]\nr: y = Reshape(x) {shape: [12]}\noutput y')).toEqual([]);
  });

  it('are those of joined parts', () => {
    const parts = 's: s = Sigmoid(f)\nt: t = Sigmoid(x)\nc: y = Concat(s, t) {axis: 1}\noutput y';
    expect(scoresOf(head + parts)).toEqual([{ name: 'y', classes: false, logits: false }]);
  });
});
