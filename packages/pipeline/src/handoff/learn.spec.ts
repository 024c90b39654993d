import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import type { SearchTools } from '@openbpu/quant';
import { float32 } from '@openbpu/tensor';
import { learn } from './learn';

const SHAPE = [1, 2, 8, 8];
const TEXT = `input x: float32[1x2x8x8] NCHW
const w: float32[3x2x1x1] = [1, 0.013, 0.257, 0.4, 0.031, 0.9]
const v: float32[2x3x1x1] = [1, -0.33, 0.517, 0.1, 1, 0.71]
c: c = Conv(x, w) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
d: y = Conv(c, v) {kernel: [1, 1]} bpu id(0) int8/int8
output y`;
const base = parseGraph(TEXT, standardOps(), 'optimized');
const other = parseGraph(TEXT, standardOps(), 'optimized');
const factors = new Map([['c', Float64Array.of(1, 1, 1)]]);

const lanes = new LanePool(1);
afterAll(() => lanes.close());

/** What is learned where `likes` judges thresholds that were found on a graph. */
function learned(
  likes: (graph: Graph<'optimized'>) => number,
  bases: Parameters<typeof learn>[0] = [{ base }],
  tunes = false,
) {
  const samples: readonly SampleRef[] = [0, 1, 2].map((seed) => ({
    inputs: [{ kind: 'seeded', name: 'x', shape: SHAPE, seed, image: false }],
  }));
  const toolsOf = (graph: Graph<'optimized'>): SearchTools => ({
    policy: { int16: {}, sharedScaleRatio: 16, quantise: {} },
    images: new Set(),
    samples,
    feeds: async () =>
      new Map([
        [
          'x',
          float32(
            SHAPE,
            Float32Array.from({ length: 128 }, (_, i) => Math.sin(i)),
          ),
        ],
      ]),
    lanes,
    judge: async () => likes(graph),
  });
  return learn(bases, toolsOf, tunes);
}

const biasOf = (graph: Graph) => graph.node('c')!.inputs.length === 3;
const roundedIn = (graph: Graph) => graph.value('w').constant !== base.value('w').constant;

it('takes the model as it is where nothing does better', async () => {
  const lesson = await learned(() => 0.9);
  expect([lesson.method, lesson.cosine, lesson.graph]).toEqual(['max', 0.9, base]);
  expect([lesson.corrections, lesson.roundedWeights, lesson.factors]).toEqual([undefined, undefined, undefined]);
});

it.each([
  ['max,corrected', (graph: Graph) => (biasOf(graph) && !roundedIn(graph) ? 1 : 0), true, false],
  ['max,rounded', (graph: Graph) => (!biasOf(graph) && roundedIn(graph) ? 1 : 0), false, true],
  ['max,rounded,corrected', (graph: Graph) => (biasOf(graph) && roundedIn(graph) ? 1 : 0), true, true],
])('has %s in the constants of what it judges', async (method, likes, corrected, rounded) => {
  const lesson = await learned(likes);
  expect([lesson.method, lesson.cosine]).toEqual([method, 1]);
  expect([biasOf(lesson.graph), roundedIn(lesson.graph)]).toEqual([corrected, rounded]);
  expect([lesson.corrections !== undefined, lesson.roundedWeights !== undefined]).toEqual([corrected, rounded]);
  expect(lesson.base).toBe(base);
  expect([...lesson.thresholds.activations.keys()]).toEqual(expect.arrayContaining(['x', 'c']));
});

it('has what was tuned in the constants, where that is asked for', async () => {
  let judged = 0;
  const lesson = await learned(() => ++judged, [{ base }], true);
  expect(lesson.method).toBe('kl,rounded,corrected,tuned');
  expect([biasOf(lesson.graph), roundedIn(lesson.graph)]).toEqual([true, true]);
});

it('says of models whose scales were moved that they were, and which they are', async () => {
  const bases = [{ base }, { base: other, factors }];
  const lesson = await learned((graph) => (graph.value('w').constant === other.value('w').constant ? 1 : 0), bases);
  expect([lesson.method.startsWith('equalised,max'), lesson.factors]).toEqual([true, factors]);
  expect(lesson.base).toBe(other);
});

it('takes any number for better than none', async () => {
  expect((await learned((graph) => (biasOf(graph) ? 0.1 : Number.NaN))).cosine).toBe(0.1);
  expect((await learned(() => Number.NaN)).cosine).toBeNaN();
});
