import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import { watchSessions } from '../sessions.fixture';
import { weightThresholds } from '../weight-thresholds';
import { roundWeights, walksOf } from './round-weights';

const graph: Graph<'optimized'> = parseGraph(
  'input x: float32[1x3x12x12] NCHW\nconst v: float32[16x3x3x3] = seed 1\n' +
    'const d: float32[16x1x3x3] = seed 2\nconst w: float32[8x16x1x1] = seed 3\n' +
    'const u: float32[8x16x1x1] = seed 4\n' +
    ('one: a = Conv(x, v) {kernel: [3, 3], pads: [1, 1, 1, 1], min: 0} bpu id(0) int8/int8\n' +
      'two: b = Conv(a, d) {kernel: [3, 3], group: 16} bpu id(0) int8/int8\n') +
    ('three: y = Conv(b, w) {kernel: [1, 1]} bpu id(0) int8/int32\n' +
      'four: z = Conv(b, u) {kernel: [1, 1]} cpu "asked"\noutput y\noutput z'),
  standardOps(),
  'optimized',
);
const thresholdsOf = (of: Graph<'optimized'>) => ({
  activations: new Map(calibratedActivations(of).map((id) => [id, id === 'x' ? 127 : 200])),
  weights: weightThresholds(of),
});
const samples = Array.from({ length: 30 }, (_, seed): SampleRef => ({
  inputs: [{ kind: 'seeded', name: 'x', shape: [1, 3, 12, 12], seed, image: true }],
}));

async function rounded(lanes: number, of = graph, given = samples) {
  const pool = new LanePool(lanes);
  const watched = watchSessions(pool);
  const steps: string[] = [];
  const weights = await roundWeights(of, thresholdsOf(of), given, pool, (done, total) =>
    steps.push(`${done}/${total}`),
  );
  await pool.close();
  expect(watched.options).toEqual(watched.options.map(() => ({ optimise: true })));
  expect(watched.open).toBe(0);
  return { weights, steps };
}

describe('roundWeights', () => {
  it('rounds what the BPU convolves with, to the same bytes on any number of lanes', async () => {
    const [one, three] = [await rounded(1), await rounded(3)];
    expect([...one.weights.keys()]).toEqual(['v', 'd', 'w']);
    expect(three).toEqual(one);
    for (const [id, { data }] of one.weights) expect(data).not.toEqual(graph.value(id).constant?.data);
    expect(one.steps.at(-1)).toBe('12/12');
  });

  it('opens no session where there is nothing to round', async () => {
    const pool = new LanePool(1);
    const open = jest.spyOn(pool, 'open');
    const bare = parseGraph('input x: float32[1x2]\na: y = Abs(x) cpu "no"\noutput y', standardOps(), 'optimized');
    expect(await roundWeights(bare, thresholdsOf(bare), samples, pool, () => undefined)).toEqual(new Map());
    expect(open).not.toHaveBeenCalled();
    await pool.close();
  });

  it('takes few samples, and graphs without convolutions', async () => {
    expect((await rounded(2, graph, samples.slice(0, 2))).steps).toEqual(['1/2', '2/2']);
    expect(
      await rounded(
        1,
        parseGraph(
          'input x: float32[1x2x2x2] NCHW\na: y = Abs(x) bpu id(0) int8/int8\noutput y',
          standardOps(),
          'optimized',
        ),
      ),
    ).toEqual({ weights: new Map(), steps: [] });
  });
});

it('hears as many convolutions at once as there is room for, a large one alone', () => {
  const conv = (channels: number, kernel: readonly [number, number], group = 1) => ({
    wish: {
      at: 'x',
      fold: 'products' as const,
      image: [channels, 9, 9] as const,
      window: { kernel, group, strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const,
      scales: [1],
      zeros: [],
      positions: 1,
    },
  });
  /** 2·3·1 inputs of a row, 21 sums; two groups of 3, 12 sums; 4·9 inputs, 666 sums. */
  const [small, grouped, large] = [conv(2, [3, 1]), conv(6, [1, 1], 2), conv(4, [3, 3])];
  const sizes = (most: number, ...convs: ReturnType<typeof conv>[]) => walksOf(convs, most).map((walk) => walk.length);
  expect(sizes(33, small, grouped, small)).toEqual([2, 1]);
  expect(sizes(32, small, grouped, small)).toEqual([1, 1, 1]);
  expect(sizes(54, small, grouped, small)).toEqual([3]);
  expect(sizes(50, small, large, grouped)).toEqual([1, 1, 1]);
  expect(sizes(678, large, grouped, small)).toEqual([2, 1]);
  expect(sizes(50)).toEqual([]);
  expect(walksOf([small, large], 700)[0]).toEqual([small, large]);
});
