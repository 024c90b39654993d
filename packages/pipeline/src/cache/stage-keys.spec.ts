import { rm } from 'node:fs/promises';
import { type Graph, type Stage as GraphStage, parseGraph } from '@openbpu/ir';
import { resolvedInput } from '../packed.fixture';
import { type Job, seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';
import type { Stage } from '../stage-list';
import { CALIBRATE } from '../stages/calibrate';
import { COMPILE } from '../stages/compile';
import { PROVE } from '../stages/prove';
import { noiseSamples } from '../stages/samples';
import { VERIFY } from '../stages/verify';
import { StageCache } from './stage-cache';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

class Asked extends Error {}

/** The key under which a stage looks for what it found before; it goes no further. */
async function keyOf<Needs, Asks>(
  stage: Stage<string, Needs, Asks & { readonly cache: StageCache }, unknown>,
  known: Needs,
  job: Asks,
): Promise<string> {
  const recall = (key: string): Promise<undefined> => Promise.reject(new Asked(key));
  const cache = new StageCache({ recall, keep: () => {}, flush: async () => {} }, 'nobody');
  try {
    await stage.run(known, { ...job, cache }, () => {});
  } catch (error) {
    if (error instanceof Asked) return error.message;
    throw error;
  }
  throw new Error(`${stage.name} asks for nothing`);
}

const known = (job: Job) => RIVER.until('compile').run(job);
type Known = Awaited<ReturnType<typeof known>>;
type Change = (known: Known, job: Job) => readonly [Known, Job];

const found =
  (change: (known: Known) => Partial<Known>): Change =>
  (before, job) => [{ ...before, ...change(before) }, job];
const asked =
  (change: (job: Job) => Partial<Job>): Change =>
  (before, job) => [before, { ...job, ...change(job) }];
const other = <S extends GraphStage>(graph: Graph<S>) => graph.at(graph.stage, { changed: 'yes' });

const inputs = found(({ inputs: [input, ...more] }) => ({ inputs: [{ ...input, layoutRt: 'NCHW' }, ...more] }));
const samples = found(({ inputs: of }) => ({ samples: noiseSamples(of).slice(1) }));
const optimized = found((before) => ({ optimized: other(before.optimized) }));
const quantized = found((before) => ({ quantized: other(before.quantized) }));
const deployed = found((before) => ({ deployed: other(before.deployed) }));
const recipe = (change: (recipe: Job['recipe']) => Partial<Job['recipe']>) =>
  asked((job) => ({ recipe: { ...job.recipe, ...change(job.recipe) } }));
const calibration = (change: Partial<Job['recipe']['calibration']>) =>
  recipe((before) => ({ calibration: { ...before.calibration, ...change } }));
const compiler = (change: Partial<Job['recipe']['compiler']>) =>
  recipe((before) => ({ compiler: { ...before.compiler, ...change } }));
const backend = (change: (backend: Job['backend']) => Partial<Job['backend']>) =>
  asked((job) => ({ backend: { ...job.backend, ...change(job.backend) } }));

const STAGES = [
  {
    stage: CALIBRATE,
    follows: {
      inputs,
      samples,
      optimized,
      type: calibration({ type: 'kl' }),
      perChannel: calibration({ perChannel: true }),
      maxPercentile: calibration({ maxPercentile: 0.5 }),
      march: backend(() => ({ march: 'other' })),
      policy: backend(({ policy }) => ({ policy: { ...policy, sharedScaleRatio: 2 } })),
    },
    ignores: { quantized, deployed, compiler: compiler({ optimizeLevel: 'O0' }) },
  },
  {
    stage: PROVE,
    follows: { inputs, samples, optimized, quantized, judged: calibration({ type: 'default' }) },
    ignores: { deployed, type: calibration({ type: 'kl' }), compiler: compiler({ optimizeLevel: 'O0' }) },
  },
  {
    stage: COMPILE,
    follows: {
      deployed,
      features: backend(({ features }) => ({ features: { ...features, ddrBytesPerCycle: 1 } })),
      compileMode: compiler({ compileMode: 'bandwidth' }),
      optimizeLevel: compiler({ optimizeLevel: 'O0' }),
      coreNum: compiler({ coreNum: 2 }),
      maxTimePerFc: compiler({ maxTimePerFc: 1000 }),
    },
    ignores: { inputs, samples, optimized, quantized, type: calibration({ type: 'kl' }) },
  },
  {
    stage: VERIFY,
    follows: {
      inputs,
      samples,
      quantized,
      deployed,
      bin: found(({ bin }) => ({ bin: bin.slice(1) })),
      batch: recipe(() => ({ inputBatch: 2 })),
    },
    ignores: { optimized, type: calibration({ type: 'kl' }), compiler: compiler({ optimizeLevel: 'O0' }) },
  },
] as const;

it.each(STAGES)('what $stage.name found is found again where all that it follows from is the same', (each) =>
  seenIn(folder, { calibration_type: 'max' }, async (job) => {
    const before = await known(job);
    const key = (change: Change = (...same) => same) => keyOf<Known, Job>(each.stage, ...change(before, job));
    const same = await key();
    expect(await key()).toBe(same);
    const changed = await Promise.all(Object.values<Change>(each.follows).map(key));
    expect(Object.keys(each.follows).filter((_, i) => changed[i] === same)).toEqual([]);
    expect(new Set(changed).size).toBe(changed.length);
    const kept = await Promise.all(Object.values<Change>(each.ignores).map(key));
    expect(Object.keys(each.ignores).filter((_, i) => kept[i] !== same)).toEqual([]);
  }),
);

it.each([
  ['heard', 'max'],
  ['heard', 'kl'],
  ['decided', 'kl'],
])('what was %s by %s is found again wherever nodes run, where the same is listened to', (what, calibration_type) =>
  seenIn(folder, { calibration_type }, async (job) => {
    const input = resolvedInput('x', 'featuremap', [1, 2, 4, 4]);
    const samples = noiseSamples([input]);
    const heard = async (first: string, second: string, change: Partial<Known> = {}, seed = 1) => {
      const text = `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = seed ${seed}
a: p = Conv(x, w) {kernel: [1, 1]} ${first}
b: y = Conv(p, w) {kernel: [1, 1]} ${second}
output y`;
      const kept: string[] = [];
      const store = {
        recall: async () => undefined,
        keep: (key: string) => void kept.push(key),
        flush: async () => {},
      };
      const graph = {
        original: parseGraph(text, job.ops, 'original'),
        optimized: parseGraph(text, job.ops, 'optimized'),
      };
      const cache = new StageCache(store, 'nobody');
      await CALIBRATE.run({ ...graph, inputs: [input], samples, ...change }, { ...job, cache }, () => {});
      return kept.find((key) => key.startsWith(`${what}/`));
    };
    const [int8, int16, cpu] = ['bpu id(0) int8/int8', 'bpu id(0) int8/int16', 'cpu "no"'];
    const last = 'bpu id(0) int8/int32';
    const before = await heard(int8, last);
    expect(before).toMatch(new RegExp(`^${what}/[0-9a-f]{64}$`));
    expect(await heard(int16, 'bpu id(0) int16/int32')).toBe(before);
    expect(await heard(last, cpu)).not.toBe(before);
    expect(await heard(int8, last, {}, 2)).not.toBe(before);
    expect(await heard(int8, last, { samples: samples.slice(1) })).not.toBe(before);
  }),
);
