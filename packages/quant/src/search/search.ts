import type { QuantPolicy } from '@openbpu/core';
import type { Graph, StatedRanges, ValueId } from '@openbpu/ir';
import { tappedChain } from '@openbpu/onnx';
import {
  type Thresholds,
  activationForms,
  activationType,
  calibratedActivations,
  saturatingSums,
  scaleGroups,
  shareThresholds,
} from '@openbpu/passes';
import type { LanePool, PooledSession, SampleRef } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { from } from 'rxjs';
import { type Calibrator, type Known, type Steps, absmaxOf } from '../calibrator';
import { correct } from '../correct/correct';
import { listen, spread } from '../listen';
import { mixMethods } from '../mix/mix-methods';
import { mixtures } from '../mix/mixtures';
import { type ChannelRange, ChannelRanges } from '../plan/channel-ranges';
import { confidences } from '../plan/confidences';
import { statedActivations, statedThreshold } from '../plan/stated-activations';
import { movedImages } from '../plan/moved-images';
import { ThresholdPlan } from '../plan/threshold-plan';
import { probedGroups } from '../refine/probed-groups';
import { refine } from '../refine/refine';
import { roundWeights } from '../round/round-weights';
import { weightThresholds } from '../weight-thresholds';
import { type Entry, type Judge, Tournament } from './tournament';

/** Image inputs are int8 at scale 1. */
export const IMAGE_THRESHOLD = 127;
/**
 * How many samples, the first ones, candidates are judged on. One alone is too often right with every candidate.
 */
export const JUDGED_SAMPLES = 8;
/** Below this mean cosine of the outputs the search goes on: what won before refining may win after all. */
const GOOD = 0.99;
/**
 * How many samples thresholds are refined and biases corrected on: others than the judged ones where there are enough.
 */
const REFINED_SAMPLES = 8;

/**
 * How far beyond what the float model reaches an int16 activation may go: a third of a bit, against the largest result
 * being cut off where rounded weights make it larger.
 */
const ROOM = 1.25;

/** Answers that an earlier search heard, and where those of this one go. */
export interface HeardBefore {
  readonly before: Known;
  keep(all: Known): void;
}

/** Thresholds that an earlier search decided by one method, and where those of this one go. */
export interface DecidedBefore {
  readonly before: ReadonlyMap<ValueId, number>;
  keep(all: ReadonlyMap<ValueId, number>): void;
}

/** What a search listens to and works with. */
export interface SearchTools {
  readonly policy: QuantPolicy;
  /** The inputs that are images. */
  readonly images: ReadonlySet<ValueId>;
  readonly samples: readonly SampleRef[];
  /** What the float model is fed with for a sample. */
  readonly feeds: (sample: SampleRef) => Promise<ReadonlyMap<string, Tensor>>;
  readonly lanes: LanePool;
  /** Asked only where there are several methods. */
  readonly judge: Judge;
  /** Told once of everything that was heard of the activations, before anything is decided. */
  readonly heard?: (known: Known, activations: readonly ValueId[]) => void;
  /**
   * What was heard before where the same activations were listened to in the same model with the same samples, by the
   * keys of observations; absent: nothing.
   */
  readonly heardBefore?: (activations: readonly ValueId[]) => Promise<HeardBefore>;
  /** The same of what a method decided, for methods whose decisions are worth keeping. */
  readonly decidedBefore?: (method: string, activations: readonly ValueId[]) => Promise<DecidedBefore>;
  /** Counts pieces of work; `what` is `calibrate`, `mix`, `refine`, `correct`, `round` or `tune`. */
  readonly progress?: (what: string, done: number, total: number) => void;
}

/** What is tried. */
export interface SearchRequest {
  /** In the order they are tried; at least one. */
  readonly methods: (steps: Steps) => readonly Calibrator[];
  /** Whether channels get thresholds of their own; several methods that are not mixed are tried with and without. */
  readonly perChannel: boolean;
  /** Whether several methods are mixed: every group of activations has its own. */
  readonly mix?: boolean;
  /** Whether thresholds stay as a method finds them, one a tensor, and nothing else is done: so whatever `polish`. */
  readonly plain?: boolean;
  /** Whether the best of several is refined, corrected and rounded; so unless told. */
  readonly polish?: boolean;
}

/** What a search settled, and how. */
export interface Found {
  readonly thresholds: Thresholds;
  readonly method: string;
  /** In the order they were judged; the cosine is null where nothing was judged, or is no number. */
  readonly candidates: readonly { readonly method: string; readonly cosine: number | null }[];
  /** The method that every activation has its threshold from, where methods were mixed; none of what is given. */
  readonly methods?: ReadonlyMap<ValueId, string>;
}

/**
 * Runs a placed float model over samples and settles every threshold. One method is taken as it is. Of several each is
 * tried, and again with thresholds of channels; or, where they are mixed, each is tried for all activations, and then
 * for every group of them (`mixMethods`). Then the best of all with every threshold refined, then with biases corrected
 * and weights rounded; what `judge` likes best is kept, the first of equals. Ranges that the model states are those of
 * the quantised model, whatever is tried.
 */
export class Search {
  private readonly stated: StatedRanges;
  /** Inputs that are images, and what only moves them. */
  private readonly images: ReadonlySet<ValueId>;
  /** Activations whose thresholds nobody raises. */
  private readonly fixed: ReadonlySet<ValueId>;
  /** Activations of which nothing is cut off. */
  private readonly sure: ReadonlySet<ValueId>;
  private feeds?: Promise<readonly ReadonlyMap<string, Tensor>[]>;

  constructor(
    private readonly graph: Graph<'optimized'>,
    private readonly tools: SearchTools,
  ) {
    this.stated = statedActivations(graph, tools.images);
    this.images = movedImages(graph, tools.images);
    this.fixed = new Set([...this.images, ...this.stated.keys()]);
    this.sure = confidences(graph);
  }

  async run({
    methods: methodsOf,
    perChannel,
    mix = false,
    plain = false,
    polish = true,
  }: SearchRequest): Promise<Found> {
    const { graph } = this;
    const channels = new ChannelRanges(graph, [...activationForms(graph).keys()]);
    const methods = methodsOf(channels.steps);
    const all = calibratedActivations(graph);
    const derived = new Set(saturatingSums(graph).flatMap(({ tensors }) => tensors));
    const heardOf = all.filter((id) => !this.images.has(id) && !derived.has(id));
    const known = await this.listen(heardOf, [...methods, channels]);
    this.tools.heard?.(known, heardOf);
    const plan = new ThresholdPlan(graph, channels.ranges(known), weightThresholds(graph), this.stated);
    const wide = heardOf.filter((id) => activationType(graph, id) === 'int16');
    const sure = heardOf.filter((id) => this.sure.has(id));
    const decideAlone = async (method: Calibrator) =>
      this.withRoom(
        new Map([
          ...all.filter((id) => this.images.has(id)).map((id) => [id, IMAGE_THRESHOLD] as const),
          ...(await this.decide(method, heardOf, known)),
          ...(method.forFewSteps ? unclipped(wide, known) : []),
          ...(method.forFewSteps || methods.length > 1 ? unclipped(sure, known) : []),
          ...Array.from(this.stated, ([id, range]) => [id, statedThreshold(range)] as const),
        ]),
      );
    const decided = await Promise.all(methods.map(decideAlone));
    const wanted = decided.map((alone) => shareThresholds(graph, alone, this.tools.policy, this.fixed));
    if (methods.length === 1) {
      const method = nameOf(methods[0], perChannel);
      const thresholds = plan.thresholds(wanted[0], perChannel);
      return { thresholds, method, candidates: [{ method, cosine: null }] };
    }
    const tournament = new Tournament(plan, this.tools.judge);
    for (const split of mix ? [perChannel] : plan.hasChannels && !plain ? [false, true] : [false])
      for (const [i, method] of methods.entries())
        await tournament.enter(nameOf(method, split), { wanted: wanted[i], perChannel: split });
    const mixed = mix ? await this.mix(tournament, plan, methods, decided) : undefined;
    if (polish && !plain) await this.polish(tournament);
    const { thresholds, method } = tournament.best;
    return { thresholds, method, candidates: tournament.candidates, ...(mixed ? { methods: mixed } : {}) };
  }

  /** What channels of activations reach on the samples. */
  async channelRanges(activations: readonly ValueId[]): Promise<ReadonlyMap<ValueId, ChannelRange>> {
    const channels = new ChannelRanges(this.graph, activations);
    return channels.ranges(await this.listen(activations, [channels]));
  }

  /**
   * Enters what becomes of the best method where every group of activations has the one that hurts the outputs least,
   * and where only those groups have it that win most by it, half of them and a quarter; `decided` are the thresholds
   * by each method, of every tensor alone. Gives the method of every activation in what leads then.
   */
  private async mix(
    tournament: Tournament,
    plan: ThresholdPlan,
    methods: readonly Calibrator[],
    decided: readonly ReadonlyMap<ValueId, number>[],
  ): Promise<ReadonlyMap<ValueId, string>> {
    const { graph } = this;
    const { choice, thresholds, method } = tournament.best;
    const { perChannel } = choice;
    const base = methods.findIndex((each) => nameOf(each, perChannel) === method);
    const groups = this.openGroups(thresholds);
    const byMethod = decided.map((alone, i) => {
      const wanted = i === base ? choice.wanted : withGroups(alone, groups, () => alone);
      return { wanted, steps: probedGroups(graph, groups, plan.thresholds(wanted, perChannel)) };
    });
    const served = await mixMethods(
      graph,
      byMethod.map(({ steps }) => steps),
      base,
      await this.refinedFeeds(),
      this.tools.lanes,
      (done, total) => this.progress('mix', done, total),
    );
    let of = new Map([...choice.wanted.keys()].flatMap((id) => (this.fixed.has(id) ? [] : [[id, methods[base].name]])));
    for (const chosen of mixtures(served, base)) {
      const wanted = withGroups(choice.wanted, groups, (i) => byMethod[chosen.methods[i]].wanted);
      await tournament.enter(nameOf(chosen, perChannel), { wanted, perChannel });
      if (tournament.best.choice.wanted !== wanted) continue;
      of = new Map([...of.keys()].map((id) => [id, methods[base].name]));
      groups.forEach((group, i) => group.forEach((id) => of.set(id, methods[chosen.methods[i]].name)));
    }
    return of;
  }

  /** What a method decides, or has decided before. */
  private async decide(
    method: Calibrator,
    activations: readonly ValueId[],
    known: Known,
  ): Promise<ReadonlyMap<ValueId, number>> {
    const memory = method.isKept ? await this.tools.decidedBefore?.(method.name, activations) : undefined;
    if (memory && activations.every((id) => memory.before.has(id))) return memory.before;
    const decided = method.decide(activations, known);
    memory?.keep(decided);
    return decided;
  }

  private async listen(activations: readonly ValueId[], listeners: Parameters<typeof listen>[3]): Promise<Known> {
    const { lanes, samples, heardBefore } = this.tools;
    const memory = await heardBefore?.(activations);
    let session: Promise<PooledSession> | undefined;
    try {
      let done = 0;
      const known = await listen(
        () => (session ??= lanes.open(tappedChain(this.graph, activations), { optimise: true })),
        () => from(samples),
        activations,
        listeners,
        (walk) => this.progress('calibrate', ++done, samples.length * walk),
        memory?.before,
      );
      memory?.keep(known);
      return known;
    } finally {
      await (await session)?.close();
    }
  }

  /** Enters what becomes of the best with every threshold refined, with biases corrected, and with weights rounded. */
  private async polish(tournament: Tournament): Promise<void> {
    const { graph } = this;
    const { lanes } = this.tools;
    const unrefined = tournament.best;
    const { method, thresholds, choice } = unrefined;
    const groups = this.openGroups(thresholds);
    const feeds = await this.refinedFeeds();
    const factors = await refine(graph, probedGroups(graph, groups, thresholds), feeds, lanes, (done, total) =>
      this.progress('refine', done, total),
    );
    await tournament.enter(`${method},refined`, {
      ...choice,
      factors: new Map(groups.flatMap((group, i) => group.map((id) => [id, factors[i]] as const))),
    });
    const leader = tournament.best;
    await this.finish(tournament, leader, feeds);
    if (leader !== unrefined && tournament.best.cosine < GOOD) await this.finish(tournament, unrefined, feeds);
  }

  private async finish(
    tournament: Tournament,
    base: Entry,
    feeds: readonly ReadonlyMap<string, Tensor>[],
  ): Promise<void> {
    const { graph } = this;
    const { samples, lanes } = this.tools;
    const corrected = async (name: string, weights: Pick<Thresholds, 'roundedWeights'>) => {
      const corrections = await correct(graph, { ...base.thresholds, ...weights }, feeds, lanes, (done, total) =>
        this.progress('correct', done, total),
      );
      await tournament.enter(`${base.method},${name}`, { ...base.choice, ...weights, corrections });
    };
    await corrected('corrected', {});
    const roundedWeights = await roundWeights(graph, base.thresholds, samples, lanes, (done, total) =>
      this.progress('round', done, total),
    );
    await tournament.enter(`${base.method},rounded`, { ...base.choice, roundedWeights });
    await corrected('rounded,corrected', { roundedWeights });
  }

  /** The groups of int8 activations whose shared thresholds are nobody's but the search's, and not 0. */
  private openGroups({ activations }: Thresholds): ValueId[][] {
    return scaleGroups(this.graph, activations, this.tools.policy, this.fixed).filter(
      (group) =>
        !this.fixed.has(group[0]) &&
        !group.some((id) => this.sure.has(id)) &&
        activations.get(group[0])! > 0 &&
        group.every((id) => activationType(this.graph, id) === 'int8'),
    );
  }

  /** What the float model is fed with where thresholds are probed and biases corrected; read once. */
  private refinedFeeds(): Promise<readonly ReadonlyMap<string, Tensor>[]> {
    const { samples, feeds } = this.tools;
    return (this.feeds ??= Promise.all(refinedOn(samples).map((sample) => feeds(sample))));
  }

  /** Thresholds with room above what was heard, where it costs next to nothing; what is given stays as it is. */
  private withRoom(decided: ReadonlyMap<ValueId, number>): Map<ValueId, number> {
    const isWide = (id: ValueId) => !this.fixed.has(id) && activationType(this.graph, id) === 'int16';
    return new Map(Array.from(decided, ([id, threshold]) => [id, isWide(id) ? threshold * ROOM : threshold]));
  }

  private progress(what: string, done: number, total: number): void {
    this.tools.progress?.(what, done, total);
  }
}

/** A method as the log names it, with thresholds of channels or without. */
function nameOf({ name }: { readonly name: string }, perChannel: boolean): string {
  return perChannel ? `${name},per_channel` : name;
}

/** Thresholds in which each group has the largest of those that its own source gives its members. */
function withGroups(
  thresholds: ReadonlyMap<ValueId, number>,
  groups: readonly (readonly ValueId[])[],
  sourceOf: (group: number) => ReadonlyMap<ValueId, number>,
): Map<ValueId, number> {
  const shared = new Map(thresholds);
  groups.forEach((group, i) => {
    const source = sourceOf(i);
    const largest = Math.max(...group.map((id) => source.get(id)!));
    for (const id of group) shared.set(id, largest);
  });
  return shared;
}

/** All that activations reach, whatever a method would cut off. */
function unclipped(activations: readonly ValueId[], known: Known): [ValueId, number][] {
  return activations.map((id): [ValueId, number] => [id, absmaxOf(known, id) ?? 0]);
}

/** Samples spread evenly over those that are not judged, or over all where the others are few. */
export function refinedOn(samples: readonly SampleRef[]): SampleRef[] {
  return spread(notJudged(samples), REFINED_SAMPLES);
}

/** The samples that are not judged, or all where the others are few. */
export function notJudged(samples: readonly SampleRef[]): readonly SampleRef[] {
  return samples.length >= JUDGED_SAMPLES + REFINED_SAMPLES ? samples.slice(JUDGED_SAMPLES) : samples;
}
