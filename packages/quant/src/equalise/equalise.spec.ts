import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate, largestDifference, randomFeeds } from '@openbpu/testkit';
import fc from 'fast-check';
import { type ChannelMaxima, equalise } from './equalise';
import { type ChannelFactors, rescale } from './rescale';

const net = (text: string): Graph<'optimized'> => parseGraph(text, standardOps(), 'optimized');

/** Everything that a factor passes: a fold, pools, joined branches, a sum, a depthwise multiplier, groups. */
const TEXT = `input x: float32[1x3x6x6] NCHW
const a: float32[4x3x3x3] = seed 1
const ab: float32[4] = seed 2
const b: float32[4x2x1x1] = seed 3
const c: float32[2x4x3x3] = seed 4
const d: float32[12x1x3x3] = seed 5
const e: float32[12x12x1x1] = seed 6
const f: float32[2x12x1x1] = seed 7
const s: float32[4] = [0.1, 0.2, 0.3, 0.4]
n1: p = Conv(x, a, ab) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0.0}
n2: q = Conv(p, b) {kernel: [1, 1], group: 2}
n3: r = Conv(p, c) {kernel: [3, 3], pads: [1, 1, 1, 1]}
n4: l = LeakyRelu(r) {alpha: 0.2}
n5: m = PRelu(q, s)
n6: t = Concat(m, l) {axis: 1}
n7: u = MaxPool(t) {kernel: [2, 2], strides: [2, 2]}
n8: v = Conv(u, d) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 6, min: 0.0}
n9: w = Conv(v, e) {kernel: [1, 1]}
n10: z = Add(v, w)
n11: g = GlobalAveragePool(z)
n12: y = Conv(g, f) {kernel: [1, 1]}
output y`;

function heardIn(graph: Graph, seed = 1): ChannelMaxima {
  return new Map(
    [...evaluate(graph, randomFeeds(graph, seed))]
      .filter(([, { shape }]) => shape.length === 4)
      .map(([id, { data, shape }]) => {
        const inner = data.length / shape[1];
        const own = (c: number) => Array.from(data.slice(c * inner, (c + 1) * inner), Number);
        return [id, Array.from({ length: shape[1] }, (_, c) => Math.max(...own(c).map(Math.abs)))];
      }),
  );
}

/** How far the largest channel of a tensor is above the smallest. */
function spreadOf(graph: Graph, id: string): number {
  const own = Array.from(heardIn(graph).get(id)!).filter((value) => value > 0);
  return Math.max(...own) / Math.min(...own);
}

/** The graph with its channels spread by factors as given, over and over. */
function spread(graph: Graph<'optimized'>, exponents: readonly number[]): Graph<'optimized'> {
  let next = 0;
  const power = () => 10 ** exponents[next++ % exponents.length];
  const drawn = (count: number) => Float64Array.from({ length: count }, power);
  const p = drawn(4);
  const t = drawn(6);
  const v = drawn(12);
  const factors: ChannelFactors = new Map([
    ['p', p],
    ...['t', 'u'].map((id) => [id, t] as const),
    ...['q', 'm'].map((id) => [id, t.slice(0, 4)] as const),
    ...['r', 'l'].map((id) => [id, t.slice(4)] as const),
    ...['v', 'w', 'z', 'g'].map((id) => [id, v] as const),
  ]);
  return rescale(graph, factors);
}

describe('keeps the function', () => {
  const exponents = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 1, maxLength: 8 });

  it.each([true, false])('of whatever spread, listening: %s', (listens) =>
    fc.assert(
      fc.property(exponents, (drawn) => {
        const graph = spread(net(TEXT), drawn);
        const { graph: equal, joints } = equalise(graph, listens ? heardIn(graph) : undefined);
        expect(largestDifference(graph, equal, 3)).toBeLessThan(1e-4);
        expect(joints.map(({ tensors }) => tensors.join(''))).toEqual(['p', 'qrlmtu', 'vwzg']);
      }),
      { numRuns: 20 },
    ),
  );

  it('and takes back whatever spread the channels, as far as it is no more than a hundred times', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }), (drawn) => {
        const graph = net(TEXT);
        const spreaded = spread(graph, drawn);
        const [wanted, found] = [graph, spreaded].map((each) => equalise(each, heardIn(each)).graph);
        for (const id of ['p', 'u', 'v']) expect(spreadOf(found, id) / spreadOf(wanted, id)).toBeCloseTo(1, 1);
      }),
      { numRuns: 20 },
    ));
});

it('gives channels that only depthwise convolutions read what they reach', () => {
  const text = TEXT.replace(/n4:.*\nn5:.*\n/, '').replace('Concat(m, l)', 'Concat(q, r)');
  const { graph } = equalise(net(text), heardIn(net(text)));
  const most = Array.from(heardIn(graph).get('t')!);
  expect(Math.max(...most) / Math.min(...most)).toBeLessThan(1.01);
});

it('is done once nothing changes: a second time moves nothing', () => {
  const { graph } = equalise(net(TEXT), heardIn(net(TEXT)));
  const { joints } = equalise(graph, heardIn(graph));
  for (const { farthest } of joints) expect(farthest).toBeLessThan(1.05);
});

describe('leaves alone', () => {
  const moved = (text: string, heard?: ChannelMaxima) =>
    equalise(net(text), heard).joints.map(({ tensors, moved, dead, clamped, fixed }) => [
      tensors.join(),
      { moved, dead, clamped, fixed },
    ]);

  it('an inner tensor that is an output of the model', () =>
    expect(moved(`${TEXT}\noutput v`).map(([tensors]) => tensors)).toEqual(['p', 'q,r,l,m,t,u']));

  it('what convolutions of the same weights read and write', () =>
    expect(
      moved(`input x: float32[1x2x4x4] NCHW
const a: float32[2x2x1x1] = seed 1
const b: float32[2x2x1x1] = seed 2
n1: p = Conv(x, a) {kernel: [1, 1]}
n2: q = Conv(p, b) {kernel: [1, 1]}
n3: y = Conv(q, b) {kernel: [1, 1]}
output y`),
    ).toEqual([]));

  it('what a node reads that lets no factor pass', () =>
    expect(moved(TEXT.replace('LeakyRelu(r) {alpha: 0.2}', 'Sigmoid(r)'))[1]).toEqual([
      'q,l,m,t,u',
      { moved: 4, dead: 0, clamped: 0, fixed: 2 },
    ]));

  it('channels of zeros and of what is hardly a number, and says so', () => {
    const text = (weights: string, bias = '[0, 0, 0]') => `input x: float32[1x1x2x2] NCHW
const a: float32[3x1x1x1] = ${weights}
const ab: float32[3] = ${bias}
const b: float32[1x3x1x1] = [1, 0, 3]
n1: p = Conv(x, a, ab) {kernel: [1, 1]}
n2: y = Conv(p, b) {kernel: [1, 1]}
output y`;
    for (const weights of ['[1, 2, 0]', '[1, 2, 1e-42]', '[1, 2, 1e20]']) {
      expect(moved(text(weights))).toEqual([['p', { moved: 1, dead: 2, clamped: 0, fixed: 0 }]]);
      expect(largestDifference(net(text(weights)), equalise(net(text(weights))).graph, 1)).toBeLessThan(1e-4);
    }
    expect(moved(text('[1, 2, 1]', '[0, 0, 1e20]'))[0][1]).toMatchObject({ dead: 2 });
    expect(moved(text('[1, 2, 1]'), new Map([['p', [1, 1, 0]]]))[0][1]).toMatchObject({ dead: 2 });
  });
});

describe('at a clamp', () => {
  const text = `input x: float32[1x2x4x4] NCHW
const a: float32[3x2x1x1] = seed 7
const b: float32[2x3x1x1] = seed 8
n1: p = Conv(x, a) {kernel: [1, 1], min: 0.0, max: 6.0}
n2: y = Conv(p, b) {kernel: [1, 1]}
output y`;

  it('moves nothing that nobody listened to', () =>
    expect(equalise(net(text)).joints).toMatchObject([{ moved: 0, clamped: 3, farthest: 1 }]));

  it('moves a channel that stays below it, as far as it then does, towards those that do not', () => {
    const { joints, factors } = equalise(net(text), new Map([['p', [6, 2, 0.01]]]));
    expect(joints).toMatchObject([{ moved: 2, clamped: 1 }]);
    const [first, second, third] = factors.get('p')!;
    expect(first).toBe(1);
    expect(second).toBeGreaterThanOrEqual((2 * 1.25) / 6);
    expect(third).toBeGreaterThanOrEqual((0.01 * 1.25) / 6);
    expect(third).toBeLessThan(0.5);
  });

  it('raises a channel that matters most no further than to a fifth below it', () => {
    const graph = net(text.replace('seed 8', '[0.01, 10, 0.01, 0.01, 10, 0.01]'));
    const [first, second] = equalise(graph, new Map([['p', [6, 4.5, 1]]])).factors.get('p')!;
    expect([first, second]).toEqual([1, (4.5 * 1.25) / 6]);
  });

  it('passes none at −1', () => expect(equalise(net(text.replace('min: 0.0', 'min: -1.0'))).joints).toEqual([]));
});

it('takes weights of one magnitude for equal, and moves nothing', () => {
  const graph = net(`input x: float32[1x2x2x2] NCHW
const a: float32[2x2x1x1] = [1, -1, 1, 1]
const b: float32[2x2x1x1] = [1, 1, -1, 1]
n1: p = Conv(x, a) {kernel: [1, 1], min: 0.0}
n2: y = Conv(p, b) {kernel: [1, 1]}
output y`);
  expect(equalise(graph).graph).toBe(graph);
});
