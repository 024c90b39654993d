import type { ChannelsResult, FoldResult, HistogramResult, Magnitudes, ProductsResult } from './observation';

/** Two answers to one observation as one. Commutative and associative to the last bit: nothing here rounds. */
export function mergeFolds(a: FoldResult, b: FoldResult): FoldResult {
  const absmax = Math.max(a.absmax, b.absmax);
  const broken = a.broken + b.broken;
  if (a.fold === 'absmax' && b.fold === 'absmax') return { fold: 'absmax', absmax, broken };
  if (a.fold === 'channels' && b.fold === 'channels' && a.lows.length === b.lows.length)
    return { fold: 'channels', absmax, broken, ...mergeChannels(a, b) };
  if (a.fold === 'products' && b.fold === 'products' && a.size === b.size && a.sums.length === b.sums.length)
    return { fold: 'products', absmax, broken, ...mergeProducts(a, b) };
  if (a.fold !== 'histogram' || b.fold !== 'histogram' || a.counts.length !== b.counts.length)
    throw new Error(`answers of ${a.fold} and ${b.fold} do not mix`);
  const exponent = Math.max(a.exponent, b.exponent);
  const counts = countsOver(a, exponent);
  const others = countsOver(b, exponent);
  for (let i = 0; i < counts.length; i++) counts[i] += others[i];
  return { fold: 'histogram', absmax, broken, exponent, counts };
}

function mergeChannels(a: ChannelsResult, b: ChannelsResult): Omit<ChannelsResult, 'fold' | keyof Magnitudes> {
  return {
    lows: a.lows.map((low, c) => Math.min(low, b.lows[c])),
    highs: a.highs.map((high, c) => Math.max(high, b.highs[c])),
  };
}

function mergeProducts(a: ProductsResult, b: ProductsResult): Omit<ProductsResult, 'fold' | keyof Magnitudes> {
  return {
    size: a.size,
    products: added(a.products, b.products),
    sums: added(a.sums, b.sums),
    count: a.count + b.count,
  };
}

function added(a: Float64Array, b: Float64Array): Float64Array {
  const sum = a.slice();
  for (let i = 0; i < sum.length; i++) sum[i] += b[i];
  return sum;
}

/** The same histogram over 0 … 2^exponent, no smaller than its own range; a copy. */
function countsOver({ counts, exponent: own }: HistogramResult, exponent: number): Float64Array {
  const wider = new Float64Array(counts.length);
  const factor = 2 ** (exponent - own);
  for (let i = 0; i < counts.length; i++) wider[Math.floor(i / factor)] += counts[i];
  return wider;
}
