import { parseGraph, seededRandom, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import type { Calibrator, Known } from '../calibrator';
import { KlCalibrator } from '../calibrators/kl-calibrator';
import { MaxCalibrator } from '../calibrators/max-calibrator';
import { MseCalibrator } from '../calibrators/mse-calibrator';
import { watchSessions } from '../sessions.fixture';
import { Search, type SearchRequest, type SearchTools, refinedOn } from './search';
import type { Judge } from './tournament';

const graph = parseGraph(
  `input x: float32[1x2x8x8] NCHW
const w: float32[3x2x1x1] = [1, 0, 0.25, 0, 0, 0]
const v: float32[3x1x3x3] = seed 2
c: c = Conv(x, w) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
d: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8
q: y = Relu(d) bpu id(0) int8/int8
output y`,
  standardOps(),
  'optimized',
);
const SHAPE = [1, 2, 8, 8];
const ONE: SearchRequest['methods'] = () => [new MaxCalibrator()];
const TWO: SearchRequest['methods'] = () => [new MaxCalibrator(), new MaxCalibrator(0.99)];
const SEVERAL: SearchRequest['methods'] = (steps) => [
  new MaxCalibrator(),
  new MaxCalibrator(0.99995),
  new KlCalibrator(),
  new MseCalibrator(steps),
];

/** Keeps half of what it hears. */
class Clipping implements Calibrator {
  readonly name = 'half';
  readonly forFewSteps = true;
  private readonly max = new MaxCalibrator();

  ask(activations: readonly string[], known: Known) {
    return this.max.ask(activations, known);
  }

  decide(activations: readonly string[], known: Known): Map<string, number> {
    return new Map(Array.from(this.max.decide(activations, known), ([id, threshold]) => [id, threshold / 2]));
  }
}

/** Hears maxima first and histograms then. */
class Twice extends MaxCalibrator {
  override ask(activations: readonly string[], known: Known) {
    const first = super.ask(activations, known);
    return first.length > 0 ? first : new KlCalibrator().ask(activations, known);
  }
}

describe('a search', () => {
  const lanes = new LanePool(1);
  let heard: readonly string[];
  let progress: string[];
  afterAll(() => lanes.close());

  function run(
    methods: SearchRequest['methods'],
    judge: Judge,
    perChannel = false,
    searched = graph,
    images: readonly string[] = [],
    others: Partial<SearchTools> = {},
    mix = false,
    plain = false,
  ) {
    progress = [];
    const samples: readonly SampleRef[] = [0, 1, 2, 3].map((seed) => ({
      inputs: [{ kind: 'seeded', name: 'x', shape: SHAPE, seed, image: false }],
    }));
    const random = seededRandom(1);
    const search = new Search(searched, {
      heard: (_, activations) => (heard = activations),
      policy: { int16: {}, sharedScaleRatio: 16, quantise: {} },
      images: new Set(images),
      progress: (what, done, total) => progress.push(`${what} ${done}/${total}`),
      samples,
      feeds: async () =>
        new Map([
          [
            'x',
            float32(
              SHAPE,
              Array.from({ length: 128 }, () => random() - 0.5),
            ),
          ],
        ]),
      lanes,
      judge,
      ...others,
    });
    return search.run({ methods, perChannel, mix, plain });
  }
  const never = async (): Promise<number> => {
    throw new Error('one method is not judged');
  };

  it('takes one method as it is', async () => {
    const { thresholds, method, candidates } = await run(ONE, never);
    expect([method, candidates]).toEqual(['max', [{ method: 'max', cosine: null }]]);
    expect(thresholds.channels).toBeUndefined();
  });

  it('listens to no image, whose integers are what they are', async () => {
    const { thresholds } = await run(ONE, never, false, graph, ['x']);
    expect(heard).toEqual(['c', 'd', 'y']);
    expect([...thresholds.activations.keys()].sort()).toEqual(['c', 'd', 'x', 'y']);
    expect(thresholds.activations.get('x')).toBe(127);
    expect(thresholds.activations.get('c')).toBeLessThan(2);
  });

  it('tells how far every part of it is', async () => {
    await run(SEVERAL, async () => 0.995);
    const parts = ['calibrate', 'correct', 'round'].map((part) => progress.filter((line) => line.startsWith(part)));
    expect(parts[0].slice(0, 4)).toEqual(['calibrate 1/4', 'calibrate 2/4', 'calibrate 3/4', 'calibrate 4/4']);
    expect(parts[0].at(-1)).toMatch(/^calibrate (\d+)\/\1$/);
    expect(parts[1][0]).toMatch(/^correct 1\//);
    expect(parts[1].at(-1)).toMatch(/^correct (\d+)\/\1$/);
    expect(parts[2]).toEqual(['round 1/4', 'round 2/4', 'round 3/4', 'round 4/4']);
  });

  it('takes what a method decided before, where it is kept and of all activations, else keeps it', async () => {
    const asked: string[] = [];
    const search = async (methods: SearchRequest['methods'], before: ReadonlyMap<string, number>) => {
      const kept: ReadonlyMap<string, number>[] = [];
      const decidedBefore: SearchTools['decidedBefore'] = async (method, activations) => {
        asked.push(`${method} ${activations.join()}`);
        return { before, keep: (all) => kept.push(all) };
      };
      const { thresholds } = await run(methods, never, false, graph, [], { decidedBefore });
      return { thresholds: thresholds.activations, kept };
    };
    const kl: SearchRequest['methods'] = () => [new KlCalibrator()];
    const first = await search(kl, new Map());
    const [decided] = first.kept;
    expect([...decided.keys()]).toEqual(['x', 'c', 'd', 'y']);
    expect(await search(kl, decided)).toEqual({ thresholds: first.thresholds, kept: [] });
    const doubled = new Map(Array.from(decided, ([id, threshold]) => [id, 2 * threshold]));
    expect((await search(kl, doubled)).thresholds.get('x')).toBe(2 * first.thresholds.get('x')!);
    const partly = new Map([...doubled].slice(1));
    expect(await search(kl, partly)).toEqual(first);
    expect(new Set(asked)).toEqual(new Set(['kl x,c,d,y']));
    expect((await search(ONE, doubled)).kept).toEqual([]);
    expect(asked).toHaveLength(4);
  });

  it('gives channels thresholds of their own when asked', async () => {
    const { thresholds, method } = await run(ONE, never, true);
    expect(method).toBe('max,per_channel');
    const whole = thresholds.activations.get('c')!;
    const [first, quarter, zeros] = thresholds.channels!.get('c')!;
    expect([first, zeros]).toEqual([whole, whole]);
    expect(quarter).toBeCloseTo(whole / 4, 6);
  });

  it(
    'by default tries every method, then thresholds of channels, refined ones, corrected biases ' +
      'and rounded weights, and keeps the best',
    async () => {
      let asked = 0;
      const { method, candidates, thresholds } = await run(
        SEVERAL,
        async ({ channels }) => (asked++, channels ? 0.9 : 0.5),
      );
      const methods = ['max', 'max-percentile:percentile=0.99995', 'kl', 'mse'];
      expect(candidates).toEqual([
        ...methods.map((method) => ({ method, cosine: 0.5 })),
        ...methods.map((method) => ({ method: `${method},per_channel`, cosine: 0.9 })),
        { method: 'max,per_channel,refined', cosine: 0.9 },
        { method: 'max,per_channel,corrected', cosine: 0.9 },
        { method: 'max,per_channel,rounded', cosine: 0.9 },
        { method: 'max,per_channel,rounded,corrected', cosine: 0.9 },
      ]);
      expect(asked).toBe(12);
      expect(method).toBe('max,per_channel');
      expect([...thresholds.channels!.keys()]).toEqual(['c', 'd']);
      expect(thresholds.corrections).toBeUndefined();
    },
  );

  it('plainly tries every method for whole tensors, and nothing else', async () => {
    const plain = await run(SEVERAL, async () => 0.5, false, graph, [], {}, false, true);
    expect(plain.candidates.map(({ method }) => method)).toEqual([
      'max',
      'max-percentile:percentile=0.99995',
      'kl',
      'mse',
    ]);
    expect(plain.thresholds.channels).toBeUndefined();
  });

  it('refines and corrects what is best without channels too', async () => {
    const { method, candidates } = await run(SEVERAL, async ({ channels }) => (channels ? 0.1 : 0.5));
    expect(candidates.slice(-4).map(({ method }) => method)).toEqual([
      'max,refined',
      'max,corrected',
      'max,rounded',
      'max,rounded,corrected',
    ]);
    expect(method).toBe('max');
  });

  it('corrects the biases of what won, refined or not', async () => {
    let asked = 0;
    const { method, candidates, thresholds } = await run(SEVERAL, async () => ++asked);
    expect(candidates.at(-1)?.method).toBe(method);
    expect(method).toBe('mse,per_channel,refined,rounded,corrected');
    expect([...thresholds.corrections!.keys()]).toEqual(['c', 'd']);
    expect([...thresholds.roundedWeights!.keys()]).toEqual(['w', 'v']);
  });

  it('leaves int16 room beyond what the float model reaches, and int8 none', async () => {
    const of = (type: 'int8' | 'int16') =>
      parseGraph(
        `input x: float32[1x2x8x8] NCHW
const w: float32[2x2x1x1] = [1, 0, 0, 1]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/${type}
s: y = Sigmoid(c) bpu id(0) ${type}/int8
output c
output y`,
        standardOps(),
        'optimized',
      );
    const [narrow, wide] = [await run(ONE, never, false, of('int8')), await run(ONE, never, false, of('int16'))];
    const ratio = (id: string) => wide.thresholds.activations.get(id)! / narrow.thresholds.activations.get(id)!;
    expect(['x', 'c', 'y'].map(ratio)).toEqual([1, expect.closeTo(1.25, 6), 1]);
    const image = await run(ONE, never, false, of('int16'), ['c']);
    expect(image.thresholds.activations.get('c')).toBe(127);
  });

  it('cuts nothing off of int16, whatever a method cuts off of int8', async () => {
    const wide = parseGraph(
      `input x: float32[1x2x8x8] NCHW
t: t = Tanh(x) bpu id(0) int8/int16
s: y = Exp(t) bpu id(0) int16/int8
output y`,
      standardOps(),
      'optimized',
    );
    const [all, most] = [await run(ONE, never, false, wide), await run(() => [new Clipping()], never, false, wide)];
    const [of, cut] = [all, most].map(({ thresholds }) => thresholds.activations);
    expect(['x', 't', 'y'].map((id) => cut.get(id)! / of.get(id)!)).toEqual([0.5, 1, 0.5]);
  });

  it('cuts nothing off of confidences, but where percentiles alone are asked for', async () => {
    const two = 'r: r = Relu(x) bpu id(0) int8/int8\ns: y = Sigmoid(r) bpu id(0) int8/int8';
    const sure = parseGraph(`input x: float32[1x2x8x8] NCHW\n${two}\noutput y`, standardOps(), 'optimized');
    const cut = async (methods: SearchRequest['methods'], judge: Judge = never) => {
      const [all, most] = [
        await run(ONE, never, false, sure),
        await run(methods, judge, false, sure, [], {}, false, true),
      ];
      const [of, some] = [all, most].map(({ thresholds }) => thresholds.activations);
      return ['r', 'y'].map((id) => some.get(id)! / of.get(id)! < 1);
    };
    const percentile = new MaxCalibrator(0.9);
    expect(await cut(() => [new Clipping()])).toEqual([true, false]);
    expect(await cut(() => [percentile])).toEqual([true, true]);
    expect(
      await cut(
        () => [percentile, new Clipping()],
        async () => 1,
      ),
    ).toEqual([true, false]);
  });

  it('takes stated ranges as they are, and refines none of them', async () => {
    const metadata = statedMetadata(new Map([['d', { low: -1.28, high: 1.27, type: 'int8' }]]));
    const { thresholds } = await run(TWO, async () => 1, false, graph.at('optimized', metadata));
    expect(thresholds.activations.get('d')).toBe(1.27);
    expect(progress.filter((line) => line.startsWith('refine')).at(-1)).toBe('refine 6/6');
  });

  it('refines int8 activations that are not zero all over, and neither images nor confidences', async () => {
    const odd = parseGraph(
      `input x: float32[1x2x8x8] NCHW
const w: float32[2x2x1x1] = [1, 0, 0, 1]
const z: float32[2x2x1x1] = [0, 0, 0, 0]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
n: n = Conv(c, z) {kernel: [1, 1]} bpu id(0) int8/int8
e: e = Exp(n) bpu id(0) int8/int8
t: t = Tanh(c) bpu id(0) int8/int16
s: s = Sigmoid(t) bpu id(0) int16/int8
output e
output s`,
      standardOps(),
      'optimized',
    );
    const { thresholds } = await run(TWO, async () => 1, false, odd, ['x']);
    expect(heard).toEqual(['c', 'n', 'e', 't', 's']);
    expect(thresholds.activations.get('n')).toBe(0);
    expect(progress.filter((line) => line.startsWith('refine')).at(-1)).toBe('refine 4/4');
  });

  it('goes on from what won before refining where nothing is good yet', async () => {
    const endings = async (top: number) => {
      let asked = 0;
      const { candidates } = await run(TWO, async ({ channels }) => (channels ? 0 : (++asked / 6) * top));
      return candidates.slice(4).map(({ method }) => method.replace('max-percentile:percentile=0.99', 'p'));
    };
    const refined = ['p,refined', 'p,refined,corrected', 'p,refined,rounded', 'p,refined,rounded,corrected'];
    expect(await endings(0.99)).toEqual(refined);
    expect(await endings(0.98)).toEqual([...refined, 'p,corrected', 'p,rounded', 'p,rounded,corrected']);
  });

  it('opens sessions for speed, and leaves none open', async () => {
    const pool = new LanePool(1);
    const watched = watchSessions(pool);
    await run(ONE, never, false, graph, [], { lanes: pool });
    expect(watched).toMatchObject({ options: [{ optimise: true }], open: 0 });
    await pool.close();
  });

  it('counts every walk through the samples, and needs nobody to tell', async () => {
    await run(() => [new Twice()], never);
    expect(progress).toEqual(
      [1, 2, 3, 4].map((n) => `calibrate ${n}/4`).concat([5, 6, 7, 8].map((n) => `calibrate ${n}/8`)),
    );
    const told = progress;
    await run(ONE, never, false, graph, [], { heard: undefined, progress: undefined });
    expect([progress, told.length]).toEqual([[], 8]);
  });

  describe('that mixes', () => {
    /** Halves what it hears of one tensor, and keeps the rest. */
    class HalvingOne extends Clipping {
      override decide(activations: readonly string[], known: Known) {
        const all = new MaxCalibrator().decide(activations, known);
        return new Map([...all, ['d', all.get('d')! / 64]]);
      }
    }
    const BAD_AND_GOOD: SearchRequest['methods'] = () => [new HalvingOne(), new MaxCalibrator()];
    const mixed = (judge: Judge, perChannel = false, others: Partial<SearchTools> = {}, stated = graph) =>
      run(BAD_AND_GOOD, judge, perChannel, stated, ['x'], others, true);
    /** Likes the method that clips best as long as all tensors have it. */
    const likes = (mixCosine: number) => async (thresholds: { activations: ReadonlyMap<string, number> }) =>
      thresholds.activations.get('d')! < thresholds.activations.get('c')! / 8 ? 0.995 : mixCosine;

    it('tries every method, then every group with its own, and finishes what is best', async () => {
      const { method, candidates, methods, thresholds } = await mixed(likes(0.999));
      const max = await run(ONE, never, false, graph, ['x']);
      expect(candidates.slice(0, 3)).toEqual([
        { method: 'half', cosine: 0.995 },
        { method: 'max', cosine: 0.999 },
        { method: 'max,refined', cosine: 0.999 },
      ]);
      expect([method, [...methods!]]).toEqual([
        'max',
        [
          ['c', 'max'],
          ['d', 'max'],
          ['y', 'max'],
        ],
      ]);
      expect(thresholds.activations).toEqual(max.thresholds.activations);
    });

    it('gives a group that suffers by the best method another one', async () => {
      let asked = 0;
      const { method, candidates, methods, thresholds } = await mixed(async () => [0.995, 0.9, 0.999][asked++] ?? 0.5);
      const told = progress;
      const max = await run(ONE, never, false, graph, ['x']);
      expect(candidates.map((each) => each.method).slice(0, 4)).toEqual(['half', 'max', 'mix', 'mix,refined']);
      expect(method).toBe('mix');
      expect([methods!.get('c'), methods!.get('d')]).toEqual(['half', 'max']);
      expect(thresholds.activations.get('d')).toBe(max.thresholds.activations.get('d'));
      expect(told.filter((line) => line.startsWith('mix')).at(-1)).toBe('mix 6/6');
    });

    it('keeps the method that was best where a mixture is no better', async () => {
      let asked = 0;
      const { method, methods } = await mixed(async () => [0.995, 0.9, 0.995][asked++] ?? 0.5);
      expect([method, new Set(methods!.values())]).toEqual(['half', new Set(['half'])]);
    });

    it('gives channels thresholds of their own where that is asked, and does not try both', async () => {
      let asked = 0;
      const { candidates, thresholds, methods } = await mixed(async () => [0.995, 0.9, 0.999][asked++] ?? 0.5, true);
      const names = ['half,per_channel', 'max,per_channel', 'mix,per_channel', 'mix,per_channel,refined'];
      expect(candidates.map((each) => each.method).slice(0, 4)).toEqual(names);
      expect(thresholds.channels?.has('c')).toBe(true);
      expect(methods!.get('d')).toBe('max');
    });

    it('reads what it probes on once, and leaves no session open', async () => {
      const lanes = new LanePool(2);
      const watched = watchSessions(lanes);
      let reads = 0;
      const feeds = async () => (reads++, new Map([['x', float32(SHAPE, new Float32Array(128).fill(0.5))]]));
      await mixed(async () => 0.995, false, { lanes, feeds });
      expect([reads, watched.open]).toEqual([4, 0]);
      await lanes.close();
    });

    it('touches no range that the model states', async () => {
      const metadata = statedMetadata(new Map([['d', { low: -1.28, high: 1.27, type: 'int8' }]]));
      const { thresholds, methods } = await mixed(async () => 0.995, false, {}, graph.at('optimized', metadata));
      expect(thresholds.activations.get('d')).toBe(1.27);
      expect([...methods!.keys()]).toEqual(['c', 'y']);
    });
  });

  it('does not listen to a masked sum, whose threshold follows from what it reads', async () => {
    const text = `input x: float32[1x2x8x8] NCHW
const w: float32[2x2x1x1] = [1, 0, 0, 1]
const m: float32[8] = [0, -Infinity, 0, 0, 0, 0, 0, -1e4]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
a: p = Add(c, m) bpu id(0) int8/int16
s: y = Softmax(p) bpu id(0) int16/int8
output y`;
    const masked = parseGraph(text, standardOps(), 'optimized');
    const { thresholds } = await run(ONE, never, false, masked);
    expect(heard).toEqual(['x', 'c', 'y']);
    expect(thresholds.activations.get('p')).toBeCloseTo((thresholds.activations.get('c')! * 128) / 127 + 22, 4);
  });
});

it('refines on samples that are not judged where there are enough, evenly spread, else on what there is', () => {
  const samples = Array.from({ length: 40 }, (_, seed): SampleRef => ({
    inputs: [{ kind: 'seeded', name: 'x', shape: SHAPE, seed, image: false }],
  }));
  const places = (count: number) => refinedOn(samples.slice(0, count)).map((sample) => samples.indexOf(sample));
  expect(places(40)).toEqual([8, 12, 16, 20, 24, 28, 32, 36]);
  expect(places(16)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  expect(places(15)).toEqual([0, 1, 3, 5, 7, 9, 11, 13]);
  expect(places(3)).toEqual([0, 1, 2]);
});
