/** What a search of some methods left, and what came of it when it was converted again. */
export interface Attempt {
  /** The winner, with what was done to it behind a comma. */
  readonly method: string;
  /** Everything that was judged; the cosine is null where it is no number. */
  readonly candidates: readonly { readonly method: string; readonly cosine: number | null }[];
  /** The cosine of the outputs converted again; NaN where there is none. */
  readonly converted: number;
}

/** Fewer methods are not judged. */
const LEAST = 2;

/**
 * The attempt of which most comes through. Thresholds are found anew when a handoff is converted, on a model with
 * other constants, and a method may find others then. Where another method had an error of less than half of what came
 * of the winner, the others are tried without it.
 */
export async function bestAttempt<A extends Attempt>(
  methods: readonly string[],
  attempt: (methods: readonly string[]) => Promise<A>,
): Promise<A> {
  const found = await attempt(methods);
  const { method, candidates, converted } = found;
  const others = methods.filter((name) => name !== plainName(method));
  const errors = candidates
    .filter((each) => others.includes(plainName(each.method)))
    .map(({ cosine }) => 1 - (cosine ?? -Infinity));
  const isLost = !(1 - converted <= 2 * Math.min(...errors));
  if (others.length < LEAST || others.length === methods.length || !isLost) return found;
  const next = await bestAttempt(others, attempt);
  return next.converted > converted || Number.isNaN(converted) ? next : found;
}

/** A method without what was done to it or to the model. */
function plainName(method: string): string {
  return method.replace(/^equalised,/, '').split(',')[0];
}
