import type { Prediction } from './predict';
import { type Pair, type Score, score } from './score';

/** What is scored: latency with one thread, and milliseconds an inference when the BPU is never idle. */
export const MEASURES = {
  latency: ({ predictedMs, latencyMs }: Prediction): Pair | undefined =>
    latencyMs === undefined ? undefined : { predicted: predictedMs, measured: latencyMs },
  throughput: ({ predictedFps, fps }: Prediction): Pair | undefined =>
    fps === undefined ? undefined : { predicted: 1000 / predictedFps, measured: 1000 / fps },
  ddr: ({ ddrBytes, staticDdrBytes }: Prediction): Pair | undefined =>
    staticDdrBytes === undefined ? undefined : { predicted: ddrBytes, measured: staticDdrBytes },
} as const;

export interface NamedScore extends Score {
  readonly measure: keyof typeof MEASURES;
}

/** Every measure over the rows that are not left out; without those that have no rows. */
export function scores(predictions: readonly Prediction[]): NamedScore[] {
  const measures: readonly (keyof typeof MEASURES)[] = ['latency', 'throughput', 'ddr'];
  return measures.flatMap((measure) => {
    const pairs = predictions
      .filter(({ leftOut }) => leftOut === undefined)
      .flatMap((row) => MEASURES[measure](row) ?? []);
    return pairs.length === 0 ? [] : [{ measure, ...score(pairs) }];
  });
}
