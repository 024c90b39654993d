import type { Instruction } from '@openbpu/machine';
import type { Access, Buffer } from '../buffer';

/** One box of one instruction, everything in its place. */
export interface Step {
  /** Index of the instruction it was cut from. */
  readonly work: number;
  /** Into buffers of their own, in any order, at any time before. */
  readonly loads: readonly Instruction<Access>[];
  readonly body: readonly Instruction<Access>[];
  readonly stores: readonly Instruction<Access>[];
  /** On-chip buffers that hold something for this step: loaded now or earlier, and written. */
  readonly held: readonly Buffer[];
}
