import {
  type InLane,
  type Instruction,
  type InstructionKind,
  type MachineFeatures,
  type Program,
  type Queue,
  cyclesOf,
  lanesOf,
  queueOrder,
} from '@openbpu/machine';
import { waitForConstants } from './wait-for-constants';

/** When an instruction ran, in cycles from the first dispatch. */
export interface Timed {
  /** Its place in the program, tokens counted. */
  readonly index: number;
  readonly kind: InstructionKind;
  readonly core: number;
  readonly queue: Queue;
  readonly start: number;
  /** From start to end: transfers of several cores at once take longer. */
  readonly cycles: number;
  readonly instruction: Instruction;
}

/** When a function-call ran, its dispatch included. */
export interface TimedCall {
  readonly name: string;
  readonly start: number;
  readonly cycles: number;
}

/** The reading of the clock after the last instruction. */
export interface Clock {
  readonly cycles: number;
  readonly calls: readonly TimedCall[];
  /** Each after all that it waited for: in the order of the program, but for loads of constants that waited. */
  readonly instructions: readonly Timed[];
}

/**
 * The event clock: each queue of each core works through its instructions in order, a token holds one until another has
 * done what it was given before, and a function-call begins when all of the one before it is done and every core has
 * been dispatched, one after the other. Transfers of several cores share the bandwidth of DDR evenly; what a core waits
 * for of another comes `waitCycles` later. Where the march has a pace, constants are loaded no further ahead than it
 * says. Throws Error for a program of more cores than the features say how to share.
 */
export function runClock(program: Program, features: MachineFeatures): Clock {
  const { cores = 1, calls } = program;
  const given = queueOrder(program);
  const order = features.pace ? waitForConstants(given, features.pace.constantsAhead) : given;
  const ends = new Ends(lanesOf(program));
  const instructions: Timed[] = [];
  const timedCalls: TimedCall[] = [];
  let now = 0;
  let next = 0;
  calls.forEach(({ name }, call) => {
    const first = next;
    while (next < order.length && order[next].call === call) next++;
    const own = order.slice(first, next);
    const start = now;
    const ready = start + dispatchCycles(program, features);
    const timed = cores > 1 ? together(own, ready, ends, program, features) : alone(own, ready, ends, features);
    now = timed.reduce((latest, { start: at, cycles }) => Math.max(latest, at + cycles), ready);
    for (const each of timed) instructions.push(each);
    timedCalls.push({ name, start, cycles: now - start });
  });
  return { cycles: now, calls: timedCalls, instructions };
}

/** Cycles before the first instruction of a call: the cores are dispatched one after the other. */
export function dispatchCycles({ cores = 1 }: Pick<Program, 'cores'>, features: MachineFeatures): number {
  return cores * features.dispatchCycles;
}

/** For each lane, when each of its instructions was done. */
class Ends {
  private readonly lists: readonly number[][];

  constructor(lanes: number) {
    this.lists = Array.from({ length: lanes }, () => []);
  }

  done(lane: number): number {
    return this.lists[lane].length;
  }

  of(lane: number, count: number): number {
    return this.lists[lane][count - 1];
  }

  push(lane: number, end: number): void {
    this.lists[lane].push(end);
  }
}

function timedOf({ index, instruction, core, queue }: InLane, start: number, cycles: number): Timed {
  return { index, kind: instruction.kind, core, queue, start, cycles, instruction };
}

/** One core: no instruction changes the pace of another, so each is settled in the order of the program. */
function alone(own: readonly InLane[], ready: number, ends: Ends, features: MachineFeatures): Timed[] {
  return own.map((entry) => {
    const start = startOf(entry, ready, ends, 0);
    const cycles = cyclesOf(entry.instruction, features);
    ends.push(entry.lane, start + cycles);
    return timedOf(entry, start, cycles);
  });
}

/** When an instruction begins whose lane and holds are done. */
function startOf({ lane, holds }: InLane, ready: number, ends: Ends, waitCycles: number): number {
  const own = ends.done(lane) === 0 ? ready : Math.max(ready, ends.of(lane, ends.done(lane)));
  return holds.reduce(
    (latest, hold) => Math.max(latest, ends.of(hold.lane, hold.count) + (hold.across ? waitCycles : 0)),
    own,
  );
}

/** An instruction that has been started, or will be as soon as time has come to it. */
interface Running {
  readonly entry: InLane;
  readonly start: number;
  /** Cycles that are left, at the pace of a core alone. */
  left: number;
}

/** What rounding may leave of a cycle. */
const ROUNDING = 1e-6;

/** Several cores: from event to event, an event being the begin or end of an instruction. */
function together(
  own: readonly InLane[],
  ready: number,
  ends: Ends,
  program: Program,
  features: MachineFeatures,
): Timed[] {
  const { shared } = features;
  if (!shared) throw new Error(`nothing says what the cores of ${features.march} share`);
  const pending = Array.from({ length: lanesOf(program) }, (): InLane[] => []);
  for (const entry of own) pending[entry.lane].push(entry);
  const heads = pending.map(() => 0);
  const running = new Map<number, Running>();
  const found = new Map<number, Timed>();
  const begin = () => {
    pending.forEach((list, lane) => {
      const entry = list[heads[lane]];
      if (running.has(lane) || !entry || entry.holds.some((hold) => ends.done(hold.lane) < hold.count)) return;
      const left = cyclesOf(entry.instruction, features);
      running.set(lane, { entry, start: startOf(entry, ready, ends, shared.waitCycles), left });
    });
  };
  let now = ready;
  begin();
  while (running.size > 0) {
    const begun = [...running.values()].filter(({ start }) => start <= now);
    const transfers = begun.filter(({ entry }) => entry.queue === 'dma').length;
    const pace = Math.min(1, shared.ddrBytesPerCycle / (features.ddrBytesPerCycle * Math.max(1, transfers)));
    const paceOf = ({ entry }: Running) => (entry.queue === 'dma' ? pace : 1);
    const events = [...running.values()].map((each) =>
      each.start > now ? each.start : now + Math.ceil(each.left / paceOf(each) - ROUNDING),
    );
    const then = Math.min(...events);
    for (const each of begun) each.left -= (then - now) * paceOf(each);
    now = then;
    for (const each of begun) {
      if (each.left > ROUNDING) continue;
      const { entry, start } = each;
      running.delete(entry.lane);
      heads[entry.lane]++;
      ends.push(entry.lane, now);
      found.set(entry.index, timedOf(entry, start, now - start));
    }
    begin();
  }
  return own.map(({ index }) => found.get(index)!);
}
