/** Elements of a float tensor. */
type Elements = ArrayLike<number>;

/** Tensors of one output or sample each, and the same of the float model. */
export interface Pairs {
  readonly found: readonly Elements[];
  readonly wanted: readonly Elements[];
}

const dot = (a: Elements, b: Elements) => sumOver(a, (value, i) => value * b[i]);

/** The five distances, each written out after its formula; all tensors of a pair are finite. */
export const DISTANCES: Readonly<Record<string, (pairs: Pairs) => number>> = {
  'cosine-similarity': (pairs) => mean(pairs, (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))),
  mse: (pairs) => mean(pairs, (a, b) => sumOver(a, (value, i) => (value - b[i]) ** 2) / a.length),
  mre: (pairs) =>
    mean(pairs, (a, b) => {
      const places = Array.from(b, (_, i) => i).filter((i) => b[i] !== 0);
      return places.reduce((sum, i) => sum + Math.abs((a[i] - b[i]) / b[i]), 0) / places.length;
    }),
  sqnr: ({ found, wanted }) => {
    const signal = wanted.reduce((sum, b) => sum + dot(b, b), 0);
    const noise = found.reduce((sum, a, n) => sum + sumOver(a, (value, i) => (value - wanted[n][i]) ** 2), 0);
    return 10 * Math.log10(signal / noise);
  },
  chebyshev: ({ found, wanted }) =>
    Math.max(...found.map((a, n) => Array.from(a, (value, i) => Math.abs(value - wanted[n][i])).reduce(larger, 0))),
};

function larger(a: number, b: number): number {
  return b > a ? b : a;
}

function sumOver(a: Elements, of: (value: number, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += of(a[i], i);
  return sum;
}

function mean({ found, wanted }: Pairs, of: (a: Elements, b: Elements) => number): number {
  return found.reduce((sum, a, n) => sum + of(a, wanted[n]), 0) / found.length;
}
