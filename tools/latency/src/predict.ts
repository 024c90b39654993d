import type { MachineFeatures } from '@openbpu/plugin-api';
import { estimateModel } from '@openbpu/pipeline';
import type { CompiledNetwork } from './compiled-network';
import type { PublishedRow } from './published';

/** One row of the comparison: what is published, and what a conversion would print. */
export interface Prediction extends PublishedRow {
  /** Milliseconds of one inference, with one thread. */
  readonly predictedMs: number;
  /** The part of it on the BPU. */
  readonly bpuMs: number;
  /** The part of it on the CPU, with the fixed cost of an inference. */
  readonly cpuMs: number;
  readonly predictedFps: number;
  readonly ddrBytes: number;
}

/** Throws for a network without a BPU segment. */
export function predict(
  row: PublishedRow,
  { model, graph, without }: CompiledNetwork,
  features: MachineFeatures,
): Prediction {
  const performance = estimateModel(model, graph, features, without ? { without } : {});
  if (performance === undefined) throw new Error(`nothing of ${row.network} runs on the BPU`);
  const { latencyUs, fps, ddrBytes, segments = [] } = performance;
  const bpuMs = segments.reduce((sum, segment) => sum + (segment.on === 'BPU' ? segment.latencyUs : 0), 0) / 1000;
  return { ...row, predictedMs: latencyUs / 1000, bpuMs, cpuMs: latencyUs / 1000 - bpuMs, predictedFps: fps, ddrBytes };
}
