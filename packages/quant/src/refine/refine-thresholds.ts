/**
 * The error at the outputs of the model when the activations of one group, and no others, are quantised at `factor`
 * times their thresholds.
 */
export type Probe = (group: number, factor: number) => Promise<number>;

/** One probe on a few samples, to find out what matters, and one on more of them, to decide. */
export interface Probes {
  readonly quick: Probe;
  readonly careful: Probe;
}

/** Groups are looked at until they make up this share of the sum of all errors. */
const SHARE = 0.98;
/** Thresholds are tried this factor apart, at most so many times in one direction. */
const STEP = Math.SQRT2;
const STEPS = 8;
/** A step is taken when it leaves at most this share of the error. */
const WORTH = 0.95;

/**
 * For every group of activations the factor of its thresholds that hurts the outputs least. Errors of independent
 * roundings add up, so each group is judged alone: far less noise than judging the whole quantised model, and what a
 * later layer ignores may be clipped. Groups that hurt little are left at 1; the worst come first.
 *
 * `onProgress` counts to twice the number of groups.
 */
export async function refineThresholds(groups: number, { quick, careful }: Probes, onProgress: (done: number) => void = () => {}): Promise<Float64Array> {
  const errors = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    errors[group] = await quick(group, 1);
    onProgress(group + 1);
  }
  const factors = new Float64Array(groups).fill(1);
  const worst = Array.from(errors.keys()).sort((a, b) => errors[b] - errors[a]);
  const enough = SHARE * errors.reduce((a, b) => a + b, 0);
  let seen = 0;
  for (const [i, group] of worst.entries()) {
    if (seen >= enough) break;
    seen += errors[group];
    factors[group] = await bestFactor((factor) => careful(group, factor));
    onProgress(groups + i + 1);
  }
  onProgress(2 * groups);
  return factors;
}

/** Goes down while it helps; where the first step down does not, up while that helps. */
async function bestFactor(error: (factor: number) => Promise<number>): Promise<number> {
  const errorAtOne = await error(1);
  for (const step of [1 / STEP, STEP]) {
    let [best, smallest] = [1, errorAtOne];
    for (let i = 0; i < STEPS; i++) {
      const factor = best * step;
      const now = await error(factor);
      if (!(now <= smallest * WORTH)) break;
      [best, smallest] = [factor, now];
    }
    if (best !== 1) return best;
  }
  return 1;
}
