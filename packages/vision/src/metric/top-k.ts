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

/**
 * Share of positions where two lists of predicted classes are equal; 1 for empty lists. Throws RangeError when the
 * lengths differ.
 */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} predictions are not pairs`);
  if (a.length === 0) return 1;
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}
