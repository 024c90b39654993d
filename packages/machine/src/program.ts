import type { Instruction } from './instruction/instruction';
import type { MachineDType, Region, Space } from './region';

/** How the elements of a tensor lie: images [n, c, h, w] as [n, h, w, c]; everything else row-major as it is. */
export const LAYOUTS = ['linear', 'NHWC'] as const;
export type PhysicalLayout = (typeof LAYOUTS)[number];

/** A whole tensor in memory, by the name it has in the graph. */
export interface ProgramTensor {
  readonly name: string;
  readonly space: Space;
  readonly offset: number;
  readonly dtype: MachineDType;
  /** As the graph knows it; images are [n, c, h, w]. */
  readonly shape: readonly number[];
  readonly layout: PhysicalLayout;
  /**
   * How many instructions of the program have run when its elements are all there and not yet overwritten; 0 for
   * inputs.
   */
  readonly ready: number;
}

/** The unit of dispatch and preemption. */
export interface FunctionCall {
  readonly name: string;
  /**
   * Of all cores, in an order that has the same effect as all of them at work at once; on-chip memory holds nothing of
   * an earlier call.
   */
  readonly instructions: readonly Instruction[];
  /** Of a program for several cores: the core of each instruction, from 0. */
  readonly cores?: readonly number[];
}

/** What one segment of a model runs: its instructions in order, and the memory they work on. */
export interface Program {
  readonly name: string;
  readonly march: string;
  /** Cores that share the work, where they are several. */
  readonly cores?: number;
  /** Bytes of each memory; every core has on-chip memory of its own. */
  readonly memory: Readonly<Record<Space, number>>;
  readonly tensors: readonly ProgramTensor[];
  /** Names of tensors: written before the first instruction, read after the last. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly calls: readonly FunctionCall[];
  /** Whose work each instruction is; without meaning for the run. */
  readonly layers?: ProgramLayers;
}

/** The layers of the model, and for every instruction of the program the index of one. */
export interface ProgramLayers {
  readonly names: readonly string[];
  readonly of: readonly number[];
}

/** All instructions, in order. */
export function instructionsOf(program: Program): readonly Instruction[] {
  return program.calls.flatMap((call) => call.instructions);
}

/** Whose each instruction is, in the order of `instructionsOf`. */
export function coresOf(program: Program): readonly number[] {
  return program.calls.flatMap((call) => call.instructions.map((_, at) => call.cores?.[at] ?? 0));
}

/** Where the elements of a whole tensor are, in physical order. */
export function regionOf({ space, offset, dtype, shape, layout }: ProgramTensor): Region {
  const physical = layout === 'NHWC' ? [shape[0], shape[2], shape[3], shape[1]] : [...shape];
  const strides = physical.map((_, i) => physical.slice(i + 1).reduce((a, b) => a * b, 1));
  return { space, offset, dtype, shape: physical, strides };
}
