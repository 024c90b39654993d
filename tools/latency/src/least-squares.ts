/**
 * Coefficients, none below 0, that make the sum of (row · coefficients − target)² least: coordinate descent from 0,
 * each coefficient in turn set to its own best.
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  rounds = 10_000,
): number[] {
  const found = rows[0].map(() => 0);
  for (let round = 0; round < rounds; round++) {
    found.forEach((_, k) => {
      const weight = rows.reduce((sum, row) => sum + row[k] ** 2, 0);
      const wanted = rows.reduce(
        (sum, row, i) =>
          sum + row[k] * (targets[i] - row.reduce((rest, value, j) => (j === k ? rest : rest + value * found[j]), 0)),
        0,
      );
      found[k] = weight === 0 ? 0 : Math.max(0, wanted / weight);
    });
  }
  return found;
}
