import { type Measured, type Times, bpuMs, times } from './measured';
import type { PublishedRow } from './published';
import { type RobustOptions, robustFit } from './robust-fit';
import { type Fitted, setAll, startOf, unknownsOf } from './unknowns';

/** Features that take the published times best, and how far they are off. */
export interface FeatureFit extends Fitted {
  readonly values: readonly number[];
  readonly loss: number;
}

/**
 * Fits all unknowns of a march to latencies and frame times at once, by logarithms. A family of many networks weighs as
 * the square root of their number.
 */
export function fitFeatures(
  rows: readonly Measured[],
  { features }: Pick<Fitted, 'features'>,
  options: RobustOptions = {},
): FeatureFit {
  const start = startOf(features);
  const unknowns = unknownsOf(features);
  const weights = rows.map(({ family }) => rows.filter((other) => other.family === family).length ** -0.25);
  const bpuTimes = new Map<string, number[]>();
  const residuals = (values: readonly number[]): number[] => {
    const at = setAll(start, values);
    const key = values.filter((_, i) => unknowns[i].bpu).join();
    let bpu = bpuTimes.get(key);
    if (bpu === undefined) {
      bpu = rows.map((row) => bpuMs(row, at));
      if (bpuTimes.size > 4 * unknowns.length) bpuTimes.clear();
      bpuTimes.set(key, bpu);
    }
    const known = bpu;
    return rows.flatMap((row, i) => errorsOf(row.row, times(row, known[i], at)).map((error) => weights[i] * error));
  };
  const { at, loss } = robustFit(unknowns, residuals, options);
  return { ...setAll(start, at), values: at, loss };
}

/** Logarithms of predicted over published figures, of those that are published. */
export function errorsOf({ latencyMs, fps }: PublishedRow, { latencyMs: latency, frameMs }: Times): number[] {
  return [
    ...(latencyMs === undefined ? [] : [Math.log(latency / latencyMs)]),
    ...(fps === undefined ? [] : [Math.log(frameMs / (1000 / fps))]),
  ];
}

/** Every row as it is predicted, by what is given. */
export function predicted(rows: readonly Measured[], at: Fitted): Times[] {
  return rows.map((row) => times(row, bpuMs(row, at), at));
}
