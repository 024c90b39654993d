import type { MachineFeatures } from '@openbpu/plugin-api';
import { runClock } from '@openbpu/simulator';
import type { CompiledNetwork } from './compiled-network';
import { type Descent, descend } from './descend';
import { type Fitted, featureMoves } from './feature-moves';

/**
 * A compiled network and the milliseconds its BPU segments take, as published: those of a frame when the BPU is never
 * idle.
 */
export interface Timed extends CompiledNetwork {
  readonly network: string;
  readonly bpuMs: number;
}

/** Predicted milliseconds of the BPU over published ones. */
export function ratio({ model, bpuMs }: Timed, features: MachineFeatures): number {
  const cycles = model.steps.reduce(
    (sum, step) => sum + (step.kind === 'bpu' ? runClock(step.program, features).cycles : 0),
    0,
  );
  return ((cycles / features.clockHz) * 1000) / bpuMs;
}

/** Mean square of the logarithms of ratios. */
export function squaredLogs(ratios: readonly number[]): number {
  return ratios.reduce((sum, each) => sum + Math.log(each) ** 2, 0) / ratios.length;
}

/** The features under which programs, as they are tiled, take the published times best. */
export function fitFeatures(rows: readonly Timed[], features: MachineFeatures): Descent<MachineFeatures> {
  const { macArray, vectorLanes, ddrBytesPerCycle, dispatchCycles } = features;
  const loss = (fitted: Fitted) => squaredLogs(rows.map((row) => ratio(row, { ...features, ...fitted })));
  const found = descend<Fitted>({ macArray, vectorLanes, ddrBytesPerCycle, dispatchCycles }, featureMoves, loss);
  return { at: { ...features, ...found.at }, loss: found.loss };
}

/** The mean error of every row, predicted by features that were fitted to all the others. */
export function leaveOneOut(rows: readonly Timed[], features: MachineFeatures): number {
  const errors = rows.map((row) =>
    Math.abs(
      ratio(
        row,
        fitFeatures(
          rows.filter((other) => other !== row),
          features,
        ).at,
      ) - 1,
    ),
  );
  return errors.reduce((a, b) => a + b, 0) / errors.length;
}
