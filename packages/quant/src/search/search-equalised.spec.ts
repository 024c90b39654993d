import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { MaxCalibrator } from '../calibrators/max-calibrator';
import { rescale } from '../equalise/rescale';
import type { SearchTools } from './search';
import { searchEqualised } from './search-equalised';

const net = (weights: string) =>
  parseGraph(
    `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = ${weights}
const v: float32[2x3x1x1] = [1, -1, 0.5, 1, 1, 1]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
d: y = Conv(c, v) {kernel: [1, 1]} bpu id(0) int8/int8
output y`,
    standardOps(),
    'optimized',
  );
const UNEVEN = net('[1, 0, 0.01, 0, 0, 100]');
const lanes = new LanePool(1);
afterAll(() => lanes.close());

/** What a search finds whose judge likes the one graph or the other, on samples of noise. */
async function found(graph: Graph<'optimized'>, likes: (searched: Graph<'optimized'>) => number) {
  const samples: readonly SampleRef[] = [0, 1].map((seed) => ({
    inputs: [{ kind: 'seeded', name: 'x', shape: [1, 2, 4, 4], seed, image: false }],
  }));
  const told: number[] = [];
  const toolsOf = (searched: Graph<'optimized'>): SearchTools => ({
    policy: { int16: {}, sharedScaleRatio: 16, quantise: {} },
    images: new Set(),
    samples,
    feeds: async () => new Map([['x', float32([1, 2, 4, 4], new Array<number>(32).fill(0.5))]]),
    lanes,
    judge: async () => likes(searched),
    heard: (_, activations) => void told.push(activations.length),
  });
  const methods = () => [new MaxCalibrator(), new MaxCalibrator(0.99)];
  return { ...(await searchEqualised(graph, toolsOf, { methods, perChannel: false, polish: false })), told };
}

it('keeps the equalised graph where it does better, and tells of everything that was tried', async () => {
  const likes = (graph: Graph) => (graph === UNEVEN ? 0.9 : 0.95);
  const { method, candidates, equalised, thresholds, told } = await found(UNEVEN, likes);
  expect(method).toBe('equalised,max');
  expect(new Set(candidates.map((each) => each.method.startsWith('equalised,')))).toEqual(new Set([false, true]));
  expect(equalised!.joints).toMatchObject([{ tensors: ['c'], moved: 3, dead: 0, clamped: 0, fixed: 0 }]);
  const equal = rescale(UNEVEN, equalised!.factors);
  expect(thresholds.weights.get('w')!.thresholds).not.toEqual(Float32Array.of(1, 0.01, 100));
  expect(equal.value('w').constant).not.toEqual(UNEVEN.value('w').constant);
  expect(told).toEqual([3]);
});

it('keeps the graph as it is where the other does no better', async () => {
  const { method, candidates, equalised } = await found(UNEVEN, () => 0.9);
  expect([method, equalised]).toEqual(['max', undefined]);
  expect(candidates.at(-1)!.method).toMatch(/^equalised,/);
});

it('tries nothing else where nothing can be moved', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nd: y = Relu(x) bpu id(0) int8/int8\noutput y',
    standardOps(),
    'optimized',
  );
  const { candidates, equalised } = await found(graph, () => 0.9);
  expect([equalised, candidates.length]).toEqual([undefined, 2]);
});
