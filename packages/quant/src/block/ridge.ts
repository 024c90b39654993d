/** How many patches an element must be seen with, for half of what least squares says of it to be believed. */
const DOUBT = 16;
/** Of the mean variance: what is added to each, so that elements that never change are not divided by 0. */
const LEAST = 1e-9;

/** The covariance with what `count` patches say of it doubted: `H + (16·size / count)·diag(H)`, and a little more. */
export function doubted(covariance: Float64Array, size: number, count: number): Float64Array {
  const h = covariance.slice();
  let trace = 0;
  for (let k = 0; k < size; k++) trace += covariance[k * size + k];
  for (let k = 0; k < size; k++) h[k * size + k] += (h[k * size + k] * DOUBT * size) / count + (LEAST * trace) / size;
  return h;
}

/** The lower triangle L of a symmetric positive matrix, `L Lᵀ = a`, in place; what lies above stays. */
export function cholesky(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    const own = j * size;
    for (let i = j; i < size; i++) {
      const row = i * size;
      let sum = a[row + j];
      for (let k = 0; k < j; k++) sum -= a[row + k] * a[own + k];
      a[row + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / a[own + j];
    }
  }
}

/** How many systems are solved together, so that L is read once for all. */
const TOGETHER = 4;

/** x of `L Lᵀ x = b`, for each b. */
export function solve(l: Float64Array, all: readonly Float64Array[]): Float64Array[] {
  const solved = all.map((b) => b.slice());
  const spare = new Float64Array(all[0]?.length ?? 0);
  for (let first = 0; first < solved.length; first += TOGETHER) {
    const [a, b = spare, c = spare, d = spare] = solved.slice(first, first + TOGETHER);
    solveFour(l, a, b, c, d);
  }
  return solved;
}

function solveFour(l: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): void {
  const size = a.length;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    let [sa, sb, sc, sd] = [a[i], b[i], c[i], d[i]];
    for (let k = 0; k < i; k++) {
      const factor = l[row + k];
      sa -= factor * a[k];
      sb -= factor * b[k];
      sc -= factor * c[k];
      sd -= factor * d[k];
    }
    const own = l[row + i];
    a[i] = sa / own;
    b[i] = sb / own;
    c[i] = sc / own;
    d[i] = sd / own;
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    const own = l[row + i];
    const [xa, xb, xc, xd] = [(a[i] /= own), (b[i] /= own), (c[i] /= own), (d[i] /= own)];
    for (let k = 0; k < i; k++) {
      const factor = l[row + k];
      a[k] -= factor * xa;
      b[k] -= factor * xb;
      c[k] -= factor * xc;
      d[k] -= factor * xd;
    }
  }
}
