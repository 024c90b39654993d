import type { QuantPolicy } from '@openbpu/core';
import type { Graph, StatedRanges, ValueId } from '@openbpu/ir';
import { tappedModel } from '@openbpu/onnx';
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
import { ChannelRanges } from '../plan/channel-ranges';
import { statedActivations, statedThreshold } from '../plan/stated-activations';
import { ThresholdPlan } from '../plan/threshold-plan';
import { probedGroups } from '../refine/probed-groups';
import { refine } from '../refine/refine';
import { roundWeights } from '../round/round-weights';
import { weightThresholds } from '../weight-thresholds';
import { type Entry, type Judge, Tournament } from './tournament';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;
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
  /** What was heard of a model with the same samples before, by the keys of observations; absent: nothing. */
  readonly heardBefore?: (model: Uint8Array) => Promise<HeardBefore>;
  /** Counts pieces of work; `what` is `calibrate`, `refine`, `correct` or `round`. */
  readonly progress?: (what: string, done: number, total: number) => void;
}

/** What is tried. */
export interface SearchRequest {
  /** In the order they are tried; at least one. */
  readonly methods: (steps: Steps) => readonly Calibrator[];
  /** Whether channels get thresholds of their own, where there is one method; several are tried with and without. */
  readonly perChannel: boolean;
}

/** What a search settled, and how. */
export interface Found {
  readonly thresholds: Thresholds;
  readonly method: string;
  /** In the order they were judged; the cosine is null where nothing was judged, or is no number. */
  readonly candidates: readonly { readonly method: string; readonly cosine: number | null }[];
}

/**
 * Runs a placed float model over samples and settles every threshold. One method is taken as it is. Of several each is
 * tried, and again with thresholds of channels; then the best of all with every threshold refined, then with biases
 * corrected and weights rounded; what `judge` likes best is kept, the first of equals. Ranges that the model states are
 * those of the quantised model, whatever is tried.
 */
export class Search {
  private readonly stated: StatedRanges;
  /** Activations whose thresholds nobody raises. */
  private readonly fixed: ReadonlySet<ValueId>;

  constructor(
    private readonly graph: Graph<'optimized'>,
    private readonly tools: SearchTools,
  ) {
    this.stated = statedActivations(graph, tools.images);
    this.fixed = new Set([...tools.images, ...this.stated.keys()]);
  }

  async run({ methods: methodsOf, perChannel }: SearchRequest): Promise<Found> {
    const { graph } = this;
    const channels = new ChannelRanges(graph, [...activationForms(graph).keys()]);
    const methods = methodsOf(channels.steps);
    const all = calibratedActivations(graph);
    const derived = new Set(saturatingSums(graph).flatMap(({ tensors }) => tensors));
    const heardOf = all.filter((id) => !this.tools.images.has(id) && !derived.has(id));
    const known = await this.listen(heardOf, [...methods, channels]);
    this.tools.heard?.(known, heardOf);
    const plan = new ThresholdPlan(graph, channels.ranges(known), weightThresholds(graph), this.stated);
    const decide = (method: Calibrator) => {
      const decided = new Map([
        ...all.filter((id) => this.tools.images.has(id)).map((id) => [id, IMAGE_THRESHOLD] as const),
        ...method.decide(heardOf, known),
        ...(method.forFewSteps ? unclipped(graph, heardOf, known) : []),
        ...Array.from(this.stated, ([id, range]) => [id, statedThreshold(range)] as const),
      ]);
      return shareThresholds(graph, this.withRoom(decided), this.tools.policy, this.fixed);
    };
    if (methods.length === 1) {
      const [method] = methods;
      const name = perChannel ? `${method.name},per_channel` : method.name;
      const thresholds = plan.thresholds(decide(method), perChannel);
      return { thresholds, method: name, candidates: [{ method: name, cosine: null }] };
    }
    const tournament = new Tournament(plan, this.tools.judge);
    for (const method of methods) await tournament.enter(method.name, { wanted: decide(method), perChannel: false });
    if (plan.hasChannels)
      for (const method of methods)
        await tournament.enter(`${method.name},per_channel`, { wanted: decide(method), perChannel: true });
    await this.polish(tournament);
    const { thresholds, method } = tournament.best;
    return { thresholds, method, candidates: tournament.candidates };
  }

  private async listen(activations: readonly ValueId[], listeners: Parameters<typeof listen>[3]): Promise<Known> {
    const { lanes, samples, heardBefore } = this.tools;
    const model = tappedModel(this.graph, activations);
    const memory = await heardBefore?.(model);
    let session: Promise<PooledSession> | undefined;
    try {
      let done = 0;
      const known = await listen(
        () => (session ??= lanes.open(model, { optimise: true })),
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
    const { policy, samples, lanes } = this.tools;
    const unrefined = tournament.best;
    const { method, thresholds, choice } = unrefined;
    const groups = scaleGroups(graph, thresholds.activations, policy, this.fixed).filter(
      (group) =>
        !this.fixed.has(group[0]) &&
        thresholds.activations.get(group[0])! > 0 &&
        group.every((id) => activationType(graph, id) === 'int8'),
    );
    const feeds = await Promise.all(refinedOn(samples).map((sample) => this.tools.feeds(sample)));
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

  /** Thresholds with room above what was heard, where it costs next to nothing; what is given stays as it is. */
  private withRoom(decided: ReadonlyMap<ValueId, number>): Map<ValueId, number> {
    const isWide = (id: ValueId) => !this.fixed.has(id) && activationType(this.graph, id) === 'int16';
    return new Map(Array.from(decided, ([id, threshold]) => [id, isWide(id) ? threshold * ROOM : threshold]));
  }

  private progress(what: string, done: number, total: number): void {
    this.tools.progress?.(what, done, total);
  }
}

/** What int16 activations reach: they have steps enough for all of it, whatever a method would cut off of 8 bits. */
function unclipped(graph: Graph<'optimized'>, activations: readonly ValueId[], known: Known): [ValueId, number][] {
  return activations
    .filter((id) => activationType(graph, id) === 'int16')
    .map((id): [ValueId, number] => [id, absmaxOf(known, id) ?? 0]);
}

/** Samples spread evenly over those that are not judged, or over all where the others are few. */
export function refinedOn(samples: readonly SampleRef[]): SampleRef[] {
  return spread(
    samples.length >= JUDGED_SAMPLES + REFINED_SAMPLES ? samples.slice(JUDGED_SAMPLES) : samples,
    REFINED_SAMPLES,
  );
}
