import { type CpuWork, type Program, cpuSeconds } from '@openbpu/machine';
import { cpuWork } from '@openbpu/pipeline';
import type { CompiledNetwork } from './compiled-network';
import { type Protocol, familyOf, protocolOf } from './measurement';
import type { PublishedRow } from './published';
import { Costs, Replay } from './replay';
import type { Fitted } from './unknowns';

/** A published row, and its network made ready to be timed under any features. */
export interface Measured {
  readonly row: PublishedRow;
  readonly family: string;
  readonly protocol: Protocol;
  readonly segments: readonly Pick<Replay, 'cycles'>[];
  /** What the nodes on the CPU do, without those that take no time. */
  readonly cpu: readonly CpuWork[];
}

/** What is predicted of a row, in milliseconds: an inference of one thread, and a frame at the most threads. */
export interface Times {
  readonly latencyMs: number;
  readonly frameMs: number;
}

/** What the time of a network follows from: programs with what they cost, and work of the CPU. */
export interface Timed {
  readonly programs: readonly { readonly program: Program; readonly costs: Costs }[];
  readonly cpu: readonly CpuWork[];
}

export function timed(
  { model, graph, without = new Set() }: CompiledNetwork,
  { features }: Pick<Fitted, 'features'>,
): Timed {
  const steps = model.steps.filter(({ name }) => !without.has(name));
  return {
    programs: steps.flatMap((step) =>
      step.kind === 'bpu' ? [{ program: step.program, costs: new Costs(step.program, features) }] : [],
    ),
    cpu: steps.flatMap((step) =>
      step.kind === 'bpu' || (step.kind === 'edge' && step.form.view === true) ? [] : [cpuWork(step, graph)],
    ),
  };
}

export function measured(
  row: PublishedRow,
  { programs, cpu }: Timed,
  { features }: Pick<Fitted, 'features'>,
): Measured {
  return {
    row,
    family: familyOf(row.network),
    protocol: protocolOf(row),
    segments: programs.map(({ program, costs }) => new Replay(program, features, costs)),
    cpu,
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
