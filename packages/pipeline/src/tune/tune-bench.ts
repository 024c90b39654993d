import { type Analysed, CalibratedModel, type TunePoint, groupWorths } from '@openbpu/analysis';
import { CollectingSink } from '@openbpu/diagnostics';
import type { Graph, ValueId } from '@openbpu/ir';
import type { SampleRef } from '@openbpu/runtime';
import { comparePaired } from '@openbpu/vision';
import type { StageCache } from '../cache/stage-cache';
import type { Progress } from '../stage-list';
import { CALIBRATE, type Calibrated } from '../stages/calibrate';
import { COMPILE } from '../stages/compile';
import type { Dressed } from '../stages/dress';
import type { Imported } from '../stages/import';
import type { ConversionJob } from '../stages/jobs';
import { OPTIMISE } from '../stages/optimise';
import { pairedFeeds } from '../stages/paired-feeds';
import type { PairedFeeds } from '../stages/prove';
import { QUANTISE } from '../stages/quantise';
import { type Distances, type Runs, comparedRuns, floatRuns } from './compared-runs';
import { comparedIds, twinsOf } from './compared-values';
import type { SplitSamples } from './held-back';
import { predictedMs } from './predicted-ms';
import { type WideGroup, withInfos } from './wide-groups';

/** The thresholds of so many points are kept in memory. */
const REMEMBERED = 4;

/** What a point is measured on. */
export interface BenchParts {
  readonly job: ConversionJob;
  readonly known: Imported & Dressed;
  /** The model as the recipe has it, placed. */
  readonly optimized: Graph<'optimized'>;
  readonly samples: SplitSamples;
  /** The class of every sample that is held back, or −1; none if absent. */
  readonly classes?: readonly number[];
  readonly progress: Progress;
}

/** How often something was found out, and how often an earlier run had. */
export interface Work {
  points: number;
  prices: number;
  worths: number;
  reused: number;
}

interface Measured extends Distances {
  readonly ms: number;
}

/**
 * Measures what a model takes and loses with groups of tensors in 16 bits: each point is calibrated, quantised and
 * compiled as a conversion does it. What was found out is kept, by all that it follows from.
 */
export class TuneBench {
  readonly work: Work = { points: 0, prices: 0, worths: 0, reused: 0 };
  private readonly compared: readonly ValueId[];
  private readonly last = new Map<string, Promise<Calibrated>>();
  private readonly byName = new Map<string, WideGroup>();
  private float?: Promise<{ readonly feeds: readonly PairedFeeds[]; readonly runs: Runs }>;

  constructor(
    private readonly parts: BenchParts,
    private readonly flush: () => Promise<void>,
  ) {
    this.compared = comparedIds(parts.optimized);
  }

  /** The groups that points are named by. */
  know(groups: readonly WideGroup[]): void {
    for (const group of groups) this.byName.set(group.name, group);
  }

  /** The model with these groups in 16 bits, placed. */
  private async placed(groups: readonly string[]): Promise<Graph<'optimized'>> {
    const { known, optimized } = this.parts;
    return groups.length === 0 ? optimized : (await OPTIMISE.run(known, this.jobWith(groups), () => {})).optimized;
  }

  /** What the model takes and loses with these groups in 16 bits, on the samples that are held back. */
  async measure(groups: readonly string[]): Promise<TunePoint> {
    const { job, samples, known } = this.parts;
    const optimized = await this.placed(groups);
    const from = async () => [
      await this.modelOf(optimized),
      await job.cache.digests.ofSamples(samples.heldBack),
      job.recipe.compiler,
      job.recipe.inputBatch,
      [job.recipe.model.removeNodeName, job.recipe.model.removeNodeType],
    ];
    const found = await this.through('tune-point', 'points', from, async (): Promise<Measured> => {
      const own = this.jobWith(groups);
      const calibrated = await this.calibrated(optimized, groups);
      const { runs, feeds } = await this.floatModel();
      const models = await QUANTISE.run({ ...known, optimized, ...calibrated }, own, () => {});
      const { performance } = await COMPILE.run({ ...known, ...models, ...calibrated }, own, () => {});
      const compared = twinsOf(this.compared, optimized, models.quantized) ?? [];
      const distances = await comparedRuns(models.quantized, compared, runs, feeds, job.lanes);
      return { ...distances, ms: (performance?.latencyUs ?? 0) / 1000 };
    });
    return this.pointOf(groups, found);
  }

  /** What an inference takes with these groups in 16 bits; undefined where their values cannot be compared then. */
  async price(groups: readonly string[]): Promise<number | undefined> {
    const { job, known } = this.parts;
    const optimized = await this.placed(groups);
    const from = async () => [
      await job.cache.digests.ofGraph(optimized),
      known.inputs,
      job.backend.features,
      job.recipe.compiler,
      job.recipe.inputBatch,
    ];
    return this.through('tune-price', 'prices', from, () => {
      const ids = optimized.nodes.flatMap(({ outputs }) => outputs);
      if (!this.compared.every((id) => ids.includes(id))) return undefined;
      return predictedMs(optimized, known.inputs, job);
    });
  }

  /**
   * What each of some groups takes away of the error of the model with those of `base` in 16 bits, on `count` of the
   * calibration samples.
   */
  async worths(base: readonly string[], groups: readonly WideGroup[], count: number): Promise<readonly number[]> {
    const { job, samples, known, progress } = this.parts;
    const optimized = await this.placed(base);
    const some = spread(samples.calibration, count);
    const from = async () => [
      await this.modelOf(optimized),
      await job.cache.digests.ofSamples(some),
      groups.map(({ tensors }) => tensors),
    ];
    return this.through('tune-worth', 'worths', from, async () => {
      const calibrated = await this.calibrated(optimized, base);
      const models = await QUANTISE.run({ ...known, optimized, ...calibrated }, this.jobWith(base), () => {});
      const analysed: Analysed = {
        model: new CalibratedModel(models.calibrated),
        samples: { count: some.length, feeds: async (i) => (await pairedFeeds(some[i], known.inputs)).float },
        lanes: job.lanes,
      };
      const tensors = groups.map((group) => group.tensors);
      const { worths } = await groupWorths(analysed, tensors, some.length, (done, total) =>
        progress('worth', done, total),
      );
      return worths;
    });
  }

  /** What the held-back samples feed, and what the float model makes of them: once. */
  private floatModel() {
    const { job, samples, known, optimized } = this.parts;
    return (this.float ??= (async () => {
      const feeds = await Promise.all(samples.heldBack.map((sample) => pairedFeeds(sample, known.inputs)));
      return { feeds, runs: await floatRuns(optimized, this.compared, feeds, job.lanes) };
    })());
  }

  /** The thresholds of a point: those of the last few are still known. */
  private calibrated(optimized: Graph<'optimized'>, groups: readonly string[]): Promise<Calibrated> {
    const key = groups.toSorted().join('\n');
    const { known, samples, progress } = this.parts;
    const given = { ...known, optimized, samples: samples.calibration };
    const found = this.last.get(key) ?? Promise.resolve(CALIBRATE.run(given, this.jobWith(groups), progress));
    this.last.delete(key);
    this.last.set(key, found);
    for (const old of [...this.last.keys()].slice(0, -REMEMBERED)) this.last.delete(old);
    return found;
  }

  /** All that thresholds follow from. */
  private async modelOf(optimized: Graph<'optimized'>): Promise<readonly unknown[]> {
    const { job, samples, known } = this.parts;
    const { digests } = job.cache;
    const { recipe, backend } = job;
    return [
      await digests.ofGraph(optimized),
      await digests.ofSamples(samples.calibration),
      known.inputs,
      recipe.calibration,
      [backend.policy, backend.march, backend.features],
    ];
  }

  private async through<T>(
    what: string,
    counter: 'points' | 'prices' | 'worths',
    from: Parameters<StageCache['through']>[1],
    make: () => T | Promise<T>,
  ): Promise<T> {
    const { job } = this.parts;
    let made = false;
    const found = await job.cache.through(what, from, job.sink, () => {
      made = true;
      this.work[counter]++;
      return make();
    });
    if (made) await this.flush();
    else this.work.reused++;
    return found;
  }

  /** A job whose recipe asks for groups; what it has to say the conversion of that recipe tells. */
  private jobWith(groups: readonly string[]): ConversionJob {
    const { job } = this.parts;
    const wide = groups.map((name) => this.byName.get(name)!);
    return { ...job, recipe: withInfos(job.recipe, wide), sink: new CollectingSink() };
  }

  private pointOf(groups: readonly string[], { ms, error, outputs, classes }: Measured): TunePoint {
    const labels = this.parts.classes;
    const pairs = labels && classes ? labels.flatMap((label, i) => (label < 0 ? [] : [[label, i] as const])) : [];
    const right = (found: readonly number[]) => pairs.map(([label, i]) => found[i] === label);
    return {
      groups,
      ms,
      error,
      cosine: Math.min(...outputs.map(({ cosine }) => cosine)),
      outputs,
      ...(classes && pairs.length > 0 ? { top1: comparePaired(right(classes.float), right(classes.integer)) } : {}),
    };
  }
}

/** So many of the samples, evenly over all. */
function spread(samples: readonly SampleRef[], count: number): readonly SampleRef[] {
  const some = Math.min(count, samples.length);
  return Array.from({ length: some }, (_, i) => samples[Math.floor((i * samples.length) / some)]);
}
