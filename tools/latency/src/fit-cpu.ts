import type { CpuModel } from '@openbpu/machine';
import type { MachineFeatures } from '@openbpu/plugin-api';
import { nonNegativeLeastSquares } from './least-squares';
import type { Prediction } from './predict';

/** A prediction with the CPU at these costs, to take apart what the CPU's time is made of. */
export type PredictWith = (cpu: CpuModel) => Prediction;

/**
 * The cost of an inference, of a node and of a byte that explain what one-thread latency has above the time of a frame
 * when the BPU is never idle; every row weighs by its latency. Rates come back infinite where no row tells them.
 */
export function fitCpu(
  rows: readonly PredictWith[],
  { cores, cpu }: MachineFeatures,
): Pick<CpuModel, 'inferenceSeconds' | 'nodeSeconds' | 'bytesPerSecond'> {
  const none = { ...cpu, inferenceSeconds: 0, nodeSeconds: 0, bytesPerSecond: Infinity, macsPerCycle: Infinity };
  const usable = rows.filter((row) => row(none).latencyMs !== undefined && row(none).fps !== undefined);
  const parts = usable.map((row) => {
    const { latencyMs = 1, fps = 1 } = row(none);
    const nodes = row({ ...none, nodeSeconds: 1e-3 }).cpuMs;
    const megabytes = row({ ...none, bytesPerSecond: 1e9 }).cpuMs;
    return {
      row: [1, nodes, megabytes].map((value) => value / latencyMs),
      target: (latencyMs - (1000 * cores) / fps) / latencyMs,
    };
  });
  const [inference, node, megabyte] = nonNegativeLeastSquares(
    parts.map(({ row }) => row),
    parts.map(({ target }) => target),
  );
  return { inferenceSeconds: inference * 1e-3, nodeSeconds: node * 1e-3, bytesPerSecond: 1e9 / megabyte };
}
