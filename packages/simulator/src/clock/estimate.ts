import {
  type Instruction,
  type InstructionKind,
  type MachineFeatures,
  type Program,
  QUEUES,
  type Queue,
  macsOf,
  transferBytes,
} from '@openbpu/machine';
import { type Timed, type TimedCall, dispatchCycles, runClock } from './run-clock';

/** Cycles each queue is busy, of all cores together. */
export type Busy = Readonly<Record<Queue, number>>;

/** Bytes moved and work done. DDR bytes are those of whole bursts. */
export interface Traffic {
  readonly ddrLoadBytes: number;
  readonly ddrStoreBytes: number;
  readonly macs: number;
}

export interface InstructionRow {
  readonly index: number;
  readonly kind: InstructionKind;
  readonly core: number;
  readonly queue: Queue;
  readonly start: number;
  readonly cycles: number;
  /** Where the program names its layers. */
  readonly layer?: string;
}

export interface LayerRow extends Traffic {
  readonly name: string;
  /** By how many cycles it moves the end of the program; the sum over layers is all cycles but those of dispatch. */
  readonly cycles: number;
  readonly start: number;
  readonly end: number;
  readonly busy: Busy;
  /** How many instructions each queue is given for it; each costs its queue the same to be issued. */
  readonly issued: Readonly<Record<Queue, number>>;
}

/** The time of one run of a program, on the cores it is for. */
export interface Estimate extends Traffic {
  readonly cycles: number;
  readonly latencyUs: number;
  readonly calls: readonly TimedCall[];
  /** Parts of the time the queues of a kind are busy, and `macs` of the most the int8 arrays could do in it. */
  readonly utilisation: Busy & { readonly macs: number };
  /** In the order of the program. */
  readonly instructions: readonly InstructionRow[];
  /** In the order of the program's layers; empty where it names none. */
  readonly layers: readonly LayerRow[];
}

/** Reads a program as time, with the costs of `features`: nothing is executed, nothing depends on data. */
export function estimate(program: Program, features: MachineFeatures): Estimate {
  const { cycles, calls, instructions } = runClock(program, features);
  const { cores = 1 } = program;
  const { names, of } = program.layers ?? { names: [], of: [] };
  const total = traffic(instructions, features);
  const all = busy(instructions);
  const { outputChannels, inputChannels, pixels } = features.macArray.int8;
  const part = (amount: number, most: number) => (most === 0 ? 0 : amount / most);
  const advance = advances(instructions, program, features);
  const ofLayer = names.map((): Timed[] => []);
  for (const each of instructions) ofLayer[of[each.index]]?.push(each);
  return {
    cycles,
    latencyUs: (cycles / features.clockHz) * 1e6,
    calls,
    ...total,
    utilisation: {
      dma: part(all.dma, cores * cycles),
      tensor: part(all.tensor, cores * cycles),
      vector: part(all.vector, cores * cycles),
      macs: part(total.macs, cores * cycles * outputChannels * inputChannels * pixels),
    },
    instructions: instructions
      .toSorted((a, b) => a.index - b.index)
      .map(({ index, kind, core, queue, start, cycles: taken }) => ({
        index,
        kind,
        core,
        queue,
        start,
        cycles: taken,
        ...(program.layers ? { layer: names[of[index]] } : {}),
      })),
    layers: names.map((name, layer) => {
      const own = ofLayer[layer];
      return {
        name,
        cycles: own.reduce((sum, { index }) => sum + (advance.get(index) ?? 0), 0),
        start: own.reduce((first, { start }) => Math.min(first, start), own.length === 0 ? 0 : Infinity),
        end: own.reduce((last, { start, cycles: taken }) => Math.max(last, start + taken), 0),
        busy: busy(own),
        issued: issued(own),
        ...traffic(own, features),
      };
    }),
  };
}

/** How far each instruction, by its index, moves the end of everything before it; waiting for dispatch aside. */
function advances(
  instructions: readonly Timed[],
  program: Program,
  features: MachineFeatures,
): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  let next = 0;
  let until = 0;
  let end = 0;
  for (const call of program.calls) {
    end += dispatchCycles(program, features);
    until += call.instructions.length;
    for (; next < instructions.length && instructions[next].index < until; next++) {
      const { index, start, cycles } = instructions[next];
      result.set(index, Math.max(0, start + cycles - end));
      end = Math.max(end, start + cycles);
    }
  }
  return result;
}

function busy(instructions: readonly Timed[]): Busy {
  const cycles = { dma: 0, tensor: 0, vector: 0 };
  for (const queue of QUEUES) for (const each of instructions) if (each.queue === queue) cycles[queue] += each.cycles;
  return cycles;
}

function issued(instructions: readonly Timed[]): LayerRow['issued'] {
  const count = { dma: 0, tensor: 0, vector: 0 };
  for (const { queue } of instructions) count[queue]++;
  return count;
}

function traffic(instructions: readonly Timed[], features: MachineFeatures): Traffic {
  const sum = (amount: (instruction: Instruction) => number) =>
    instructions.reduce((total, { instruction }) => total + amount(instruction), 0);
  return {
    ddrLoadBytes: sum((i) => (i.kind === 'load' ? transferBytes(i.x, i.y, features) : 0)),
    ddrStoreBytes: sum((i) => (i.kind === 'store' ? transferBytes(i.x, i.y, features) : 0)),
    macs: sum(macsOf),
  };
}
