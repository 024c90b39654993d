import type { RunRecord } from '@openbpu/record';
import { counted } from './figures';

type Calibration = NonNullable<RunRecord['calibration']>;

/**
 * What the user calls the run: the prefix of its files, else the last of the model's files, else the name of its graph.
 */
export function titleOf({ prefix, model }: Pick<RunRecord, 'prefix' | 'model'>): string {
  return prefix || model?.files?.at(-1) || model?.name || 'unnamed model';
}

/** What a figure was measured on: the first samples, or noise in their place. */
export function firstSamples(count: number, noise = false): string {
  if (noise) return count === 1 ? 'noise, in place of a sample' : 'noise, in place of samples';
  return count === 1 ? 'the first calibration sample' : `the first ${counted(count, 'calibration sample')}`;
}

/** Stands wherever a figure of an uncalibrated model might be taken for accuracy. */
export const NOT_CALIBRATED = 'Nothing was calibrated, so this says nothing of the accuracy of the model.';

const NO_SAMPLES = 'No samples were read, so this says nothing of the accuracy of the model.';

/** Why what was measured says nothing of accuracy; undefined where it was measured on samples. */
export function saysNothing({ noise, loaded }: Pick<Calibration, 'noise' | 'loaded'> = {}): string | undefined {
  if (noise) return NOT_CALIBRATED;
  return loaded ? NO_SAMPLES : undefined;
}

/** Behind every figure of a prediction that rests on assumed features of the machine. */
export function assumedMark({ assumed }: { readonly assumed?: boolean }): string {
  return assumed ? ' (assumed)' : '';
}

/** What the mark means. */
export const ASSUMED =
  'No latency of a board with this march is published: the speed of its machine is assumed, and so are these times.';

/** How many nodes run on the CPU while the predicted time holds BPU segments only. */
export function untimedNodes({ nodes, performance }: Pick<RunRecord, 'nodes' | 'performance'>): number {
  const timed = performance?.segments?.some(({ on, fixed }) => on === 'CPU' || fixed) ?? false;
  return performance === undefined || timed ? 0 : nodes.filter(({ on }) => on === 'CPU').length;
}
