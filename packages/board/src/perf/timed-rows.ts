import type { ArtifactStep } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import type { BoardModel } from '../model/open-model';
import { type NodeTime, type SegmentTime, timeOf } from './predict';
import { timedStep } from './predict-model';
import { rowNames } from './rows';

/** A step with all that the clock says of it. */
export interface TimedRow {
  readonly name: string;
  readonly step: ArtifactStep;
  readonly time: SegmentTime | NodeTime;
  /** Microseconds from the beginning of the inference: steps run one after the other. */
  readonly startUs: number;
}

/** The steps of a model, each timed once. */
export function timedRows(
  { header, programs }: Pick<BoardModel, 'header' | 'programs'>,
  features: MachineFeatures,
): readonly TimedRow[] {
  const names = rowNames(header);
  let startUs = 0;
  return header.steps.map((step, i) => {
    const time = timeOf(timedStep(step, header, programs), features);
    const row = { name: names[i], step, time, startUs };
    startUs += time.latencyUs;
    return row;
  });
}
