import {
  type Instruction,
  type InstructionKind,
  type MachineFeatures,
  type Program,
  QUEUES,
  type Queue,
  cyclesOf,
  definitionOf,
} from '@openbpu/machine';

/** When an instruction ran, in cycles from the first dispatch. */
export interface Timed {
  /** Its place in the program, tokens counted. */
  readonly index: number;
  readonly kind: InstructionKind;
  readonly queue: Queue;
  readonly start: number;
  readonly cycles: number;
  readonly instruction: Instruction;
}

/** The reading of the clock after the last instruction. */
export interface Clock {
  readonly cycles: number;
  readonly instructions: readonly Timed[];
}

/**
 * The event clock: each queue works through its instructions in order, a token holds one until another has done what it
 * was given before, and a function-call begins `dispatchCycles` after all of the one before it is done.
 */
export function runClock(program: Program, features: MachineFeatures): Clock {
  /** End of the last instruction of each queue, and the first cycle at which its next one may begin. */
  const end: Record<Queue, number> = { dma: 0, tensor: 0, vector: 0 };
  const free: Record<Queue, number> = { dma: 0, tensor: 0, vector: 0 };
  const instructions: Timed[] = [];
  let now = 0;
  let index = 0;
  for (const call of program.calls) {
    for (const queue of QUEUES) free[queue] = now + features.dispatchCycles;
    now += features.dispatchCycles;
    for (const instruction of call.instructions) {
      const { queue } = definitionOf(instruction.kind);
      if (instruction.kind === 'sync') free[instruction.to] = Math.max(free[instruction.to], end[instruction.from]);
      else if (queue) {
        const cycles = cyclesOf(instruction, features);
        instructions.push({ index, kind: instruction.kind, queue, start: free[queue], cycles, instruction });
        end[queue] = free[queue] += cycles;
        now = Math.max(now, end[queue]);
      }
      index++;
    }
  }
  return { cycles: now, instructions };
}
