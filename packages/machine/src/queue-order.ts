import { QUEUES, type Queue } from './instruction/define-instruction';
import { type Instruction, definitionOf } from './instruction/instruction';
import type { Program } from './program';

/** What an instruction waits for: so many of those that a lane is given have to be done. */
export interface Hold {
  readonly lane: number;
  readonly count: number;
  /** Whether the lane is another core's. */
  readonly across: boolean;
}

/** An instruction in its lane, the queue of a core; lanes are numbered core by core. */
export interface InLane {
  /** Its place in the program, tokens counted. */
  readonly index: number;
  readonly instruction: Instruction;
  readonly call: number;
  readonly core: number;
  readonly queue: Queue;
  readonly lane: number;
  /** How many the lane was given before it. */
  readonly ordinal: number;
  readonly holds: readonly Hold[];
}

/** The lanes of a machine of so many cores. */
export function lanesOf({ cores = 1 }: Pick<Program, 'cores'>): number {
  return cores * QUEUES.length;
}

/** The lane of a queue of a core. */
export function laneOf(core: number, queue: Queue): number {
  return core * QUEUES.length + QUEUES.indexOf(queue);
}

/**
 * Everything a program asks about order: lanes work through their instructions one by one, all at the same time; one
 * that holds waits; and a call begins when all of the one before it is done. Tokens are in what holds.
 */
export function queueOrder(program: Program): readonly InLane[] {
  const lanes = lanesOf(program);
  const given = new Array<number>(lanes).fill(0);
  const waiting = Array.from({ length: lanes }, (): Hold[] => []);
  const result: InLane[] = [];
  let index = 0;
  program.calls.forEach(({ instructions, cores }, call) => {
    for (const list of waiting) list.length = 0;
    instructions.forEach((instruction, at) => {
      const core = cores?.[at] ?? 0;
      if (instruction.kind === 'sync' || instruction.kind === 'wait') {
        const across = instruction.kind === 'wait';
        const lane = laneOf(across ? instruction.core : core, instruction.from);
        if (given[lane] > 0) waiting[laneOf(core, instruction.to)].push({ lane, count: given[lane], across });
      } else {
        const { queue } = definitionOf(instruction.kind);
        if (!queue) throw new Error(`${instruction.kind} has no queue`);
        const lane = laneOf(core, queue);
        const holds = waiting[lane].splice(0);
        result.push({ index, instruction, call, core, queue, lane, ordinal: given[lane]++, holds });
      }
      index++;
    });
  });
  return result;
}
