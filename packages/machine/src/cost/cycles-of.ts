import type { MachineFeatures } from '../features';
import { type Instruction, definitionOf } from '../instruction/instruction';
import type { View } from '../region';

/** What any instruction costs its queue before it does anything. */
export const ISSUE_CYCLES = 16;

/** Cycles an instruction keeps its queue busy; 0 for a token. The compiler's choices and the clock both rest on it. */
export function cyclesOf(instruction: Instruction<View>, features: MachineFeatures): number {
  const def = definitionOf(instruction.kind);
  return def.queue ? ISSUE_CYCLES + def.cycles(instruction, features) : 0;
}

/** Multiply-accumulates of an instruction; 0 for one that does not use the MAC array. */
export function macsOf(instruction: Instruction<View>): number {
  const work = definitionOf(instruction.kind).work?.(instruction);
  return work ? work.outputs * work.depth * work.pixels * work.times : 0;
}
