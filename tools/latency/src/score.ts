/** A prediction and what was measured. */
export interface Pair {
  readonly predicted: number;
  readonly measured: number;
}

/** How good predictions are. */
export interface Score {
  readonly rows: number;
  /** Mean of |predicted / measured − 1|. */
  readonly mape: number;
  /** The largest of them. */
  readonly worst: number;
  /** Mean of predicted / measured: above 1 the clock is too slow. */
  readonly bias: number;
  /** Correlation of the ranks. */
  readonly spearman: number;
}

/** Throws RangeError for no pairs. */
export function score(pairs: readonly Pair[]): Score {
  if (pairs.length === 0) throw new RangeError('nothing to score');
  const ratios = pairs.map(({ predicted, measured }) => predicted / measured);
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  return {
    rows: pairs.length,
    mape: mean(errors),
    worst: Math.max(...errors),
    bias: mean(ratios),
    spearman: correlation(ranks(pairs.map(({ predicted }) => predicted)), ranks(pairs.map(({ measured }) => measured))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Places from 0; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map(
    (value) =>
      values.filter((other) => other < value).length + (values.filter((other) => other === value).length - 1) / 2,
  );
}

/** 1 where nothing varies. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const of = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  const spread = Math.sqrt(of(a, ma, a, ma) * of(b, mb, b, mb));
  return spread === 0 ? 1 : of(a, ma, b, mb) / spread;
}
