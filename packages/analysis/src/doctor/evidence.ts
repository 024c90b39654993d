import { type Answers, probabilities } from './certainty';
import type { Scores, Site, StatisticsModel } from './statistics-model';

/** What samples do to a net, as numbers that differ between samples as it was trained on and others. */
export interface Evidence {
  /** Part of the channels in front of activations that are neither always above 0 nor never: all sites, the first. */
  readonly alive: number;
  readonly aliveFirst: number;
  /** Magnitude of the mean over the standard deviation of the median channel, as the mean of `ln(1 + x)` over sites. */
  readonly balance: number;
  readonly balanceFirst: number;
  /** Natural logarithm of the standard deviation of the median channel of the first site. */
  readonly spread: number;
  /** How far statistics are from those that BatchNormalization found in training; undefined without it. */
  readonly trained?: { readonly first: number; readonly all: number };
  /** How much samples say of their class, of 0..1: certain of each, and not the same for all. */
  readonly information?: number;
  /** Mean natural logarithm of the probability of the right class, at least −10; undefined without labels. */
  readonly likelihood?: number;
  /** How many sites there are: of few layers the spread says little. */
  readonly sites: number;
}

/** The sites whose statistics are also taken for themselves. */
const FIRST = 4;

/** Answers that a net thinks impossible are no worse than that. */
const LEAST_LOG = -10;

/** What samples did to a net. Undefined where it has no site that tells anything. */
export function evidenceOf(
  { sites, scores }: Pick<StatisticsModel, 'sites' | 'scores'>,
  runs: readonly Answers[],
  labels: readonly number[] = [],
): Evidence | undefined {
  const seen = sites
    .filter(({ spatial, trained }) => spatial && !trained)
    .map((site) => channelsOf(site, runs))
    .filter((channels) => channels.length > 0);
  if (seen.length === 0 || runs.length === 0) return undefined;
  const alive = seen.map((channels) => mean(channels.map(({ above }) => (above > 0.02 && above < 0.98 ? 1 : 0))));
  const balance = seen.map((channels) =>
    Math.log1p(Math.min(1000, median(channels.map((each) => Math.abs(each.mean) / each.deviation)))),
  );
  const trained = trainedDistances(sites, runs);
  const information = informationOf(scores, runs);
  const likelihood = likelihoodOf(scores, runs, labels);
  return {
    alive: mean(alive),
    aliveFirst: mean(alive.slice(0, FIRST)),
    balance: mean(balance),
    balanceFirst: mean(balance.slice(0, FIRST)),
    spread: Math.log(median(seen[0].map(({ deviation }) => deviation))),
    ...(trained.length > 0 ? { trained: { first: trained[0], all: mean(trained) } } : {}),
    ...(information === undefined ? {} : { information }),
    ...(likelihood === undefined ? {} : { likelihood }),
    sites: seen.length,
  };
}

interface Channel {
  readonly mean: number;
  readonly deviation: number;
  readonly above: number;
}

/** Every channel over all runs. Numbers that are none, and those beyond float32, count as huge. */
function channelsOf({ channels, outputs }: Site, runs: readonly Answers[]): Channel[] {
  const of = (name: string, channel: number) =>
    mean(
      runs.map((run) => {
        const value = Number(run.get(name)!.data[channel]);
        return Number.isFinite(value) ? value : 1e38;
      }),
    );
  return Array.from({ length: channels }, (_, channel) => {
    const [average, squares, above] = outputs.map((name) => of(name, channel));
    return { mean: average, deviation: Math.sqrt(Math.max(squares - average ** 2, 1e-12)), above };
  });
}

/** By BatchNormalization: half the mean of squared differences of means and of logarithms of variances, at most 20. */
function trainedDistances(sites: readonly Site[], runs: readonly Answers[]): number[] {
  return sites.flatMap((site) => {
    const { trained } = site;
    if (!trained || trained.mean.length !== site.channels || !site.spatial) return [];
    const distances = channelsOf(site, runs).map(({ mean: average, deviation }, channel) => {
      const variance = trained.variance[channel] + 1e-5;
      const off = (average - trained.mean[channel]) ** 2 / variance;
      return Math.min(20, 0.5 * (off + Math.log(Math.max(deviation ** 2, 1e-9) / variance) ** 2 / 2));
    });
    return [mean(distances)];
  });
}

/** The information that classes have on samples, as a part of the most there can be. */
function informationOf(scores: readonly Scores[], runs: readonly Answers[]): number | undefined {
  const [classes] = scores.filter((each) => each.classes);
  if (!classes || runs.length < 2) return undefined;
  const all = runs.map((run) => probabilities(classes, run));
  const average = all[0].map((_, at) => mean(all.map((each) => each[at])));
  const most = Math.log(Math.min(runs.length, average.length));
  const found = (entropy(average) - mean(all.map(entropy))) / most;
  return Number.isFinite(found) ? found : undefined;
}

/** What the net thinks of the right answers. Labels beyond its classes say nothing. */
function likelihoodOf(
  scores: readonly Scores[],
  runs: readonly Answers[],
  labels: readonly number[],
): number | undefined {
  const [classes] = scores.filter((each) => each.classes);
  if (!classes) return undefined;
  const found = runs.flatMap((run, i) => {
    const right = labels[i] === undefined ? undefined : probabilities(classes, run)[labels[i]];
    return right === undefined || Number.isNaN(right) ? [] : [Math.max(LEAST_LOG, Math.log(right))];
  });
  return found.length === 0 ? undefined : mean(found);
}

function entropy(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
}

/** Of such a spread or more a net is likely fed with values that are too large. */
export const WIDE_SPREAD = 1.3;

/** So much for each unit of the spread beyond it. */
const WIDE = { weight: 1.5, most: 5, layers: 8 };

/**
 * How well a net takes what it is fed with; only differences between feedings of one net mean anything. One unit is
 * about what a clear hint is worth; the weights are those that the planted mistakes of `tests/doctor` were tried with.
 */
export function fitness(evidence: Evidence): number {
  const {
    alive,
    aliveFirst,
    balance,
    balanceFirst,
    spread,
    trained,
    information = 0,
    likelihood = 0,
    sites,
  } = evidence;
  const few = Math.min(1, (sites / WIDE.layers) ** 2);
  const wide = few * Math.min(WIDE.most, WIDE.weight * Math.max(0, spread - WIDE_SPREAD));
  const off = trained ? 1.5 * (Math.log(trained.first + 0.05) + Math.log(trained.all + 0.05)) : 0;
  return 8 * alive + 3 * aliveFirst - balance - 0.7 * balanceFirst - wide - off + 2 * information + 2 * likelihood;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
