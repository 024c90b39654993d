/** A moment of a run that it may come back to. */
export interface Mark<T> {
  readonly state: Float64Array;
  readonly moment: T;
}

/**
 * Finds out that a run repeats itself, with two moments in memory (Brent's way): the mark moves on after 1, 2, 4, 8 …
 * moments, so it stands inside the repetition sooner or later, and at last further from its end than it is long.
 */
export class Marks<T> {
  private mark: Mark<T> | undefined;
  private last: Mark<T> | undefined;
  private wait = 1;
  private passed = 0;

  /** The moment at which all was as now; undefined where there is none, and now may be one to come back to. */
  seen(state: Float64Array, moment: () => T): T | undefined {
    if (this.mark && sameState(this.mark.state, state)) return this.mark.moment;
    if (++this.passed < this.wait) return undefined;
    this.last = this.mark;
    this.mark = { state, moment: moment() };
    this.passed = 0;
    this.wait *= 2;
    return undefined;
  }

  /** A moment a good part of the run ago. */
  get longAgo(): T | undefined {
    return (this.last ?? this.mark)?.moment;
  }
}

function sameState(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}
