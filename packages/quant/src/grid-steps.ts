/** Steps of weights to either side of 0. */
const MOST = 127;
/** By how much of a step weights may miss the grid: float32 rounds each of them, and the step. */
const TOLERANCE = 2 ** -12;
/** Added to a number of steps and taken away again, it leaves the nearest integer: cheaper than Math.round. */
const ROUND = 1.5 * 2 ** 52;

/**
 * How many steps of a grid the largest magnitude of weights is, where all of them lie on a grid such as another
 * quantiser left: the most there can be up to 127; 128 where such a quantiser used −128, which our weights do not have.
 * Undefined where they lie on none, as weights do that were never quantised.
 */
export function gridSteps(weights: ArrayLike<number>, largest: number): number | undefined {
  if (!(largest > 0 && largest < Infinity)) return undefined;
  let off = 0;
  for (let steps = 1; steps <= MOST + 1; steps++) {
    const stepsPerReal = steps / largest;
    // What lies off one grid lies off most others, while the many near 0 lie on all.
    if (isOff(weights[off], stepsPerReal)) continue;
    off = firstOff(weights, stepsPerReal);
    if (off < weights.length) continue;
    return steps > MOST ? steps : steps * Math.floor(MOST / steps);
  }
  return undefined;
}

function firstOff(weights: ArrayLike<number>, stepsPerReal: number): number {
  let at = 0;
  while (at < weights.length && !isOff(weights[at], stepsPerReal)) at++;
  return at;
}

function isOff(weight: number, stepsPerReal: number): boolean {
  const place = weight * stepsPerReal;
  return !(Math.abs(place - (place + ROUND - ROUND)) <= TOLERANCE);
}
