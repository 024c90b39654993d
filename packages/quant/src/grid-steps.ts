/** Steps of weights to either side of 0. */
const MOST = 127;
/** By how much of a step weights may miss the grid: float32 rounds each of them, and the step. */
const TOLERANCE = 2 ** -12;

/**
 * How many steps of a grid the largest magnitude of weights is, where all of them lie on a grid such as another
 * quantiser left: the most there can be up to 127; 128 where such a quantiser used −128, which our weights do not have.
 * Undefined where they lie on none, as weights do that were never quantised.
 */
export function gridSteps(weights: ArrayLike<number>, largest: number): number | undefined {
  if (!(largest > 0 && largest < Infinity)) return undefined;
  for (let steps = 1; steps <= MOST + 1; steps++) {
    if (!lieOn(weights, steps / largest)) continue;
    return steps > MOST ? steps : steps * Math.floor(MOST / steps);
  }
  return undefined;
}

function lieOn(weights: ArrayLike<number>, stepsPerReal: number): boolean {
  for (let i = 0; i < weights.length; i++) {
    const place = weights[i] * stepsPerReal;
    if (!(Math.abs(place - Math.round(place)) <= TOLERANCE)) return false;
  }
  return true;
}
