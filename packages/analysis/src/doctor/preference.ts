import type { Answers } from './certainty';
import type { StatisticsModel } from './statistics-model';

/** What runs of a net show of how it takes pictures, so that two ways of feeding the same pictures can be paired. */
export interface Taken {
  /** By sample: the logit of how sure the answers are; none of nets without scores. */
  readonly certainty: readonly number[];
  /** By sample: how much the layers in the middle vary from place to place, as a mean of logarithms. */
  readonly variety: readonly number[];
  /** By group of samples: how far channels are from having both signs, as a mean of `ln(1 + |mean| / deviation)`. */
  readonly imbalance: readonly number[];
}

/** The layers that variety is taken of: what is in front sees colours alone, what is behind are answers. */
const MIDDLE = [0.2, 0.8] as const;

/** Samples whose channels are judged together are so many groups at most. */
const GROUPS = 8;

/** Probabilities are taken no closer to 0 and 1 than that. */
const CLOSE = 1e-6;

/** At most so much comes from one of the three. */
const MOST_OF_ONE = 4;

/** Below that many pairs nothing is said. */
export const LEAST_PAIRS = 8;

/** What the runs show, one for each sample; `certainty` of each is that of `certaintyOf`. */
export function takenOf(
  { sites }: Pick<StatisticsModel, 'sites'>,
  runs: readonly { readonly answers: Answers; readonly certainty?: number }[],
): Taken {
  const spatial = sites.filter((site) => site.spatial && site.channels > 0);
  const [first, last] = MIDDLE.map((part) => Math.floor(part * spatial.length));
  const middle = spatial.slice(first, Math.max(first + 1, last));
  return {
    certainty: runs.flatMap(({ certainty }) => (certainty === undefined ? [] : [logit(certainty)])),
    variety: runs.map(({ answers }) =>
      mean(
        middle.map(({ channels, outputs }) =>
          Math.log(mean(moments(channels, outputs, [answers]).map(varianceOf)) + 1e-12),
        ),
      ),
    ),
    imbalance: grouped(runs.map(({ answers }) => answers)).map((group) =>
      mean(
        spatial.map(({ channels, outputs }) =>
          mean(
            moments(channels, outputs, group).map((each) =>
              Math.log1p(Math.abs(each.mean) / Math.sqrt(Math.max(varianceOf(each), 1e-12))),
            ),
          ),
        ),
      ),
    ),
  };
}

/**
 * How much rather a net takes pictures one way than the other, −6.9..6.9: it is surer, its middle layers vary more, and
 * its channels are closer to both signs. Of each the normal number of `paired`, of −4..4; the sum of the
 * three over √3, which for a net that does not care is about a standard normal number.
 */
export function preference(of: Taken, than: Taken): number {
  const sum =
    bounded(paired(of.certainty, than.certainty)) +
    bounded(paired(of.variety, than.variety)) +
    bounded(paired(than.imbalance, of.imbalance));
  return sum / Math.sqrt(3);
}

/**
 * The mean of differences over its standard error, as a standard normal number that is as unlikely (Wallace, 1959): of
 * few pairs a large quotient says less. 0 for less than eight pairs, and where all are alike.
 */
export function paired(of: readonly number[], than: readonly number[]): number {
  const differences = of.map((value, i) => value - than[i]).filter(Number.isFinite);
  if (differences.length < LEAST_PAIRS) return 0;
  const average = mean(differences);
  const free = differences.length - 1;
  const variance = differences.reduce((sum, each) => sum + (each - average) ** 2, 0) / free;
  if (variance === 0) return 0;
  const squared = average ** 2 / (variance / differences.length);
  return (Math.sign(average) * (8 * free + 1) * Math.sqrt(free * Math.log1p(squared / free))) / (8 * free + 3);
}

function bounded(t: number): number {
  return Math.min(Math.max(t, -MOST_OF_ONE), MOST_OF_ONE);
}

interface Moments {
  readonly mean: number;
  readonly squares: number;
}

/** Of every channel over some runs. */
function moments(channels: number, [average, squares]: readonly string[], runs: readonly Answers[]): Moments[] {
  const of = (name: string) => runs.map((run) => run.get(name)!.data);
  const [averages, allSquares] = [of(average), of(squares)];
  return Array.from({ length: channels }, (_, channel) => ({
    mean: mean(averages.map((data) => Number(data[channel]))),
    squares: mean(allSquares.map((data) => Number(data[channel]))),
  }));
}

function varianceOf({ mean: average, squares }: Moments): number {
  return Math.max(squares - average ** 2, 0);
}

/** Runs in groups of equal size, or of one more. */
function grouped(runs: readonly Answers[]): (readonly Answers[])[] {
  const count = Math.min(GROUPS, runs.length);
  const start = (group: number) => Math.round((group * runs.length) / count);
  return Array.from({ length: count }, (_, group) => runs.slice(start(group), start(group + 1)));
}

function logit(probability: number): number {
  const inside = Math.min(Math.max(probability, CLOSE), 1 - CLOSE);
  return Math.log(inside / (1 - inside));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
