/**
 * The error at the outputs of the model when the activations of one group, and no others, are quantised at `factor`
 * times their thresholds; or, where it is more than `most`, anything that is.
 */
export type Probe = (group: number, factor: number, most?: number) => Promise<number>;

/** One probe on a few samples, to find out what matters, and one on more of them, to decide. */
export interface Probes {
  readonly quick: Probe;
  readonly careful: Probe;
}

/** Groups are looked at until they make up this share of the sum of all errors, and no more than so many. */
const SHARE = 0.98;
const MOST_GROUPS = 24;
/** Thresholds are tried this factor apart, at most so many times in one direction. */
const STEP = Math.SQRT2;
const STEPS = 8;
/** A step is taken when it leaves at most this share of the error. */
const WORTH = 0.95;
/** So many steps in a row that do not help end a walk. */
const PATIENCE = 2;

/**
 * For every group of activations the factor of its thresholds that hurts the outputs least. Errors of independent
 * roundings add up, so each group is judged alone: far less noise than judging the whole quantised model, and what a
 * later layer ignores may be clipped. Groups that hurt little are left at 1. All groups are probed at the same time, as
 * they do not depend on each other: whoever probes says how many run at once.
 *
 * `onProgress` counts to twice the number of groups.
 */
export async function refineThresholds(
  groups: number,
  { quick, careful }: Probes,
  onProgress: (done: number) => void = () => {},
): Promise<Float64Array> {
  let done = 0;
  const step = () => onProgress(++done);
  const errors = await Promise.all(
    Array.from({ length: groups }, async (_, group) => {
      const error = await quick(group, 1);
      step();
      return error;
    }),
  );
  const factors = new Float64Array(groups).fill(1);
  await Promise.all(
    worstOf(errors, MOST_GROUPS).map(async (group) => {
      factors[group] = await bestFactor((factor, most) => careful(group, factor, most));
      step();
    }),
  );
  onProgress(2 * groups);
  return factors;
}

/** The groups that make up nearly all of the errors, the worst first; at most so many. */
export function worstOf(errors: readonly number[], most: number): number[] {
  const enough = SHARE * errors.reduce((a, b) => a + b, 0);
  let seen = 0;
  const worst = [...errors.keys()]
    .sort((a, b) => errors[b] - errors[a])
    .filter((group) => {
      const wanted = seen < enough;
      seen += errors[group];
      return wanted;
    });
  return worst.slice(0, most);
}

/**
 * Goes down while it helps; where that does not, up. One step that does not help is stepped over, since the error at
 * the outputs is not smooth; two in a row end the walk.
 */
async function bestFactor(error: (factor: number, most?: number) => Promise<number>): Promise<number> {
  const errorAtOne = await error(1);
  for (const step of [1 / STEP, STEP]) {
    let [best, smallest] = [1, errorAtOne];
    for (let i = 1, failures = 0; i <= STEPS && failures < PATIENCE; i++) {
      const factor = step ** i;
      const most = smallest * WORTH;
      const now = await error(factor, most);
      if (now <= most) [best, smallest, failures] = [factor, now, 0];
      else failures++;
    }
    if (best !== 1) return best;
  }
  return 1;
}
