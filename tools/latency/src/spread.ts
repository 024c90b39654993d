import { familyOf } from './measurement';
import type { Times } from './measured';
import type { PublishedRow } from './published';

/** The share of published figures that an interval is to hold. */
const SHARE = 0.8;

/** Published figures over predicted ones, of the rows that have them. */
function ratios(rows: readonly PublishedRow[], times: readonly Times[], measure: 'latency' | 'rate'): number[] {
  return rows.flatMap(({ latencyMs, fps }, i) => {
    if (measure === 'latency') return latencyMs === undefined ? [] : [latencyMs / times[i].latencyMs];
    return fps === undefined ? [] : [(fps * times[i].frameMs) / 1000];
  });
}

/**
 * Of a list the value that one more of its kind would be below with this probability: of n values, the one in place
 * share · (n + 1), between two neighbours where it falls there, the first or the last where it falls beyond. (That of
 * n − 1 would hold less than it says of one more, of few values by much.)
 */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length + 1) - 1;
  const low = Math.floor(place);
  const [below, above] = [low, low + 1].map((at) => sorted[Math.min(Math.max(at, 0), sorted.length - 1)]);
  return below + (place - low) * (above - below);
}

function interval(values: readonly number[]): readonly [number, number] {
  const outside = (1 - SHARE) / 2;
  return [quantile(values, outside), quantile(values, 1 - outside)];
}

/** Multiples of predictions between which 80 % of the published figures lie. */
export function spreadOf(rows: readonly PublishedRow[], times: readonly Times[]) {
  return { latency: interval(ratios(rows, times, 'latency')), rate: interval(ratios(rows, times, 'rate')) };
}

/** The share of rows that lie in the interval which the rows of the other families give. */
export function coverage(rows: readonly PublishedRow[], times: readonly Times[]) {
  const share = (measure: 'latency' | 'rate') => {
    let [inside, all] = [0, 0];
    for (const family of new Set(rows.map(({ network }) => familyOf(network)))) {
      const of = (own: boolean) => {
        const places = rows.flatMap(({ network }, i) => ((familyOf(network) === family) === own ? [i] : []));
        return ratios(
          places.map((i) => rows[i]),
          places.map((i) => times[i]),
          measure,
        );
      };
      const [low, high] = interval(of(false));
      for (const ratio of of(true)) {
        all++;
        if (ratio >= low && ratio <= high) inside++;
      }
    }
    return inside / all;
  };
  return { latency: share('latency'), rate: share('rate') };
}
