/** One class and its score. */
export interface Ranked {
  readonly index: number;
  readonly value: number;
}

/**
 * The `k` largest values, best first; all of them when there are fewer. Of equal values the lower index comes first;
 * NaN comes last, after -Infinity.
 */
export function topK(values: ArrayLike<number>, k: number): Ranked[] {
  const best: Ranked[] = [];
  for (let index = 0; index < values.length; index++) {
    const candidate = { index, value: values[index] };
    let at = best.length;
    while (at > 0 && beats(candidate.value, best[at - 1].value)) at--;
    if (at < k) {
      best.splice(at, 0, candidate);
      if (best.length > k) best.pop();
    }
  }
  return best;
}

function beats(a: number, b: number): boolean {
  return a > b || (Number.isNaN(b) && !Number.isNaN(a));
}
