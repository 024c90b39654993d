import type { CpuModel } from '../features';

/** One node on the CPU: bytes it reads and writes, and its float multiply-accumulates. */
export interface CpuWork {
  readonly bytes: number;
  readonly macs: number;
}

/**
 * Seconds of one node on all cores of the CPU: what every node costs, and the longer of moving its data and computing.
 */
export function cpuSeconds(
  { bytes, macs }: CpuWork,
  { cores, clockHz, macsPerCycle, bytesPerSecond, nodeSeconds }: CpuModel,
): number {
  return nodeSeconds + Math.max(bytes / bytesPerSecond, macs / (cores * clockHz * macsPerCycle));
}
