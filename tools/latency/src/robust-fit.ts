/** One unknown of a fit: a positive number, of which its logarithm is moved. */
export interface Unknown {
  readonly start: number;
  readonly least?: number;
  readonly most?: number;
}

export interface RobustFit {
  readonly at: readonly number[];
  readonly loss: number;
}

export interface RobustOptions {
  /** Residuals count as their square below it, and as their size above. */
  readonly scale?: number;
  /** What an unknown that moves by a factor of e from its start adds to the residuals. */
  readonly prior?: number;
  readonly rounds?: number;
  /** Where the search begins, if not at the starts. */
  readonly from?: readonly number[];
}

/** The step of a logarithm by which slopes are found. */
const STEP = 1e-3;

/**
 * Unknowns that make the sum of residuals least, by Levenberg and Marquardt on their logarithms. A residual r counts
 * 2 s² (√(1 + (r/s)²) − 1), so that a few that fit nothing do not lead; what the residuals do not tell stays at its
 * start. `residuals` is asked for the same number of them each time.
 */
export function robustFit(
  unknowns: readonly Unknown[],
  residuals: (at: readonly number[]) => readonly number[],
  { scale = 0.05, prior = 0.03, rounds = 40, from = unknowns.map(({ start }) => start) }: RobustOptions = {},
): RobustFit {
  const within = (x: readonly number[]) =>
    x.map((value, i) => {
      const { least = 0, most = Infinity } = unknowns[i];
      return Math.min(Math.log(most), Math.max(Math.log(least), value));
    });
  const starts = unknowns.map(({ start }) => Math.log(start));
  const all = (x: readonly number[]) => [
    ...residuals(x.map(Math.exp)),
    ...x.map((value, i) => prior * (value - starts[i])),
  ];
  const lossOf = (list: readonly number[]) =>
    list.reduce((sum, r) => sum + 2 * scale ** 2 * (Math.sqrt(1 + (r / scale) ** 2) - 1), 0);
  let x = within(from.map(Math.log));
  let found = all(x);
  let loss = lossOf(found);
  let damping = 1e-2;
  for (let round = 0; round < rounds; round++) {
    const columns = x.map((value, i) => {
      const step = value + STEP > Math.log(unknowns[i].most ?? Infinity) ? -STEP : STEP;
      const moved = all(x.map((other, j) => (i === j ? other + step : other)));
      return moved.map((r, k) => (r - found[k]) / step);
    });
    const weights = found.map((r) => 1 / Math.sqrt(1 + (r / scale) ** 2));
    const slope = columns.map((column) => column.reduce((sum, d, k) => sum + weights[k] * d * found[k], 0));
    const curve = columns.map((a) => columns.map((b) => a.reduce((sum, d, k) => sum + weights[k] * d * b[k], 0)));
    const before = loss;
    for (let attempt = 0; attempt < 8; attempt++) {
      const damped = curve.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) + 1e-12 : value)));
      const move = solve(damped, slope);
      const tried = within(x.map((value, i) => value - Math.min(0.7, Math.max(-0.7, move[i]))));
      const residualsThere = all(tried);
      const lossThere = lossOf(residualsThere);
      if (lossThere < loss) {
        [x, found, loss] = [tried, residualsThere, lossThere];
        damping = Math.max(1e-6, damping / 4);
        break;
      }
      damping *= 4;
    }
    if (before - loss <= 1e-5 * before) break;
  }
  return { at: x.map(Math.exp), loss };
}

/** Of a symmetric positive system, by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const n = rows.length;
  for (let i = 0; i < n; i++)
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= n; j++) rows[k][j] -= factor * rows[i][j];
    }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--)
    x[i] =
      (rows[i][n] - rows[i].reduce((sum, value, j) => (j > i && j < n ? sum + value * x[j] : sum), 0)) / rows[i][i];
  return x;
}
