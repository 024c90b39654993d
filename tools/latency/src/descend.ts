/** Where a descent ended. */
export interface Descent<T> {
  readonly at: T;
  readonly loss: number;
}

/**
 * Takes the best of the moves from where it is, again and again, until none is better. `moves` must not go on for ever.
 */
export function descend<T>(start: T, moves: (at: T) => readonly T[], loss: (at: T) => number): Descent<T> {
  let best: Descent<T> = { at: start, loss: loss(start) };
  for (;;) {
    const next = moves(best.at)
      .map((at) => ({ at, loss: loss(at) }))
      .reduce((a, b) => (b.loss < a.loss ? b : a), best);
    if (next === best) return best;
    best = next;
  }
}
