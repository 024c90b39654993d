import { type CpuWork, cpuSeconds } from '@openbpu/machine';
import { cpuWork } from '@openbpu/pipeline';
import type { CompiledNetwork } from './compiled-network';
import { type Protocol, familyOf, protocolOf } from './measurement';
import type { PublishedRow } from './published';
import { Replay } from './replay';
import type { Fitted } from './unknowns';

/** A published row, and its network made ready to be timed under any features. */
export interface Measured {
  readonly row: PublishedRow;
  readonly family: string;
  readonly protocol: Protocol;
  readonly segments: readonly Replay[];
  /** What the nodes on the CPU do, without those that take no time. */
  readonly cpu: readonly CpuWork[];
}

/** What is predicted of a row, in milliseconds: an inference of one thread, and a frame at the most threads. */
export interface Times {
  readonly latencyMs: number;
  readonly frameMs: number;
}

export function measured(
  row: PublishedRow,
  { model, graph, without = new Set() }: CompiledNetwork,
  { features }: Pick<Fitted, 'features'>,
): Measured {
  const steps = model.steps.filter(({ name }) => !without.has(name));
  return {
    row,
    family: familyOf(row.network),
    protocol: protocolOf(row),
    segments: steps.flatMap((step) => (step.kind === 'bpu' ? [new Replay(step.program, features)] : [])),
    cpu: steps.flatMap((step) =>
      step.kind === 'bpu' || (step.kind === 'edge' && step.form.view === true) ? [] : [cpuWork(step, graph)],
    ),
  };
}

/** Milliseconds of the BPU for an inference. */
export function bpuMs({ segments }: Measured, { features }: Pick<Fitted, 'features'>): number {
  return segments.reduce((sum, segment) => sum + (segment.cycles(features) / features.clockHz) * 1000, 0);
}

/** With the time of the BPU given; the same as a conversion predicts of one core of the BPU for an inference. */
export function times({ cpu, protocol }: Measured, bpu: number, { features, inferenceSeconds }: Fitted): Times {
  const { cores } = features;
  const seconds = cpu.reduce((sum, work) => sum + cpuSeconds(work, features.cpu), inferenceSeconds[protocol]);
  const cpuMs = seconds * 1000;
  return {
    latencyMs: bpu + cpuMs,
    frameMs: Math.max(bpu / cores, (cpuMs * (features.cpu.crowded ?? 1)) / features.cpu.cores),
  };
}
