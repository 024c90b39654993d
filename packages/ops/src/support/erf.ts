/** The error function in double, to a relative error of about 1e-15: `2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!`. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let sum = x;
  let term = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
