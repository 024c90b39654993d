import {
  ISSUE_CYCLES,
  type InLane,
  type Instruction,
  type MachineFeatures,
  type Program,
  cyclesOf,
  lanesOf,
  queueOrder,
  runCycles,
  runsOf,
  transferBytes,
} from '@openbpu/machine';
import { dispatchCycles, waitForConstants } from '@openbpu/simulator';

/**
 * A program of one core, made ready to be timed again and again with other features: the same cycles as the clock's,
 * without the reading of every instruction. How far constants run ahead is settled with it.
 */
export class Replay {
  private readonly lanes: Uint8Array;
  private readonly calls: Int32Array;
  private readonly holdsFrom: Int32Array;
  private readonly holdPlaces: Int32Array;
  private readonly costs: readonly ((features: MachineFeatures) => number)[];
  private readonly ends: Float64Array;

  /** Throws Error for a program of several cores. */
  constructor(
    private readonly program: Program,
    features: MachineFeatures,
  ) {
    if ((program.cores ?? 1) > 1) throw new Error(`${program.name} is for several cores`);
    const given = queueOrder(program);
    const order = settled(features.pace ? waitForConstants(given, features.pace.constantsAhead) : given);
    const places: number[][] = Array.from({ length: lanesOf(program) }, () => []);
    order.forEach(({ lane }, i) => places[lane].push(i));
    this.lanes = Uint8Array.from(order, ({ lane }) => lane);
    this.calls = Int32Array.from(order, ({ call }) => call);
    const holds = order.map((entry) => entry.holds);
    this.holdsFrom = new Int32Array(order.length + 1);
    holds.forEach((list, i) => (this.holdsFrom[i + 1] = this.holdsFrom[i] + list.length));
    this.holdPlaces = Int32Array.from(holds.flat(), ({ lane, count }) => places[lane][count - 1]);
    this.costs = order.map(({ instruction }) => costOf(instruction, features));
    this.ends = new Float64Array(order.length);
  }

  /** Cycles from the first dispatch to the end of the last instruction. */
  cycles(features: MachineFeatures): number {
    const { lanes, calls, holdsFrom, holdPlaces, costs, ends } = this;
    const free = [0, 0, 0];
    const dispatch = dispatchCycles(this.program, features);
    let now = 0;
    let ready = 0;
    let call = -1;
    for (let i = 0; i < lanes.length; i++) {
      if (calls[i] !== call) {
        call = calls[i];
        ready = now + dispatch;
        now = ready;
      }
      let start = Math.max(ready, free[lanes[i]]);
      for (let h = holdsFrom[i]; h < holdsFrom[i + 1]; h++) start = Math.max(start, ends[holdPlaces[h]]);
      const end = start + costs[i](features);
      ends[i] = end;
      free[lanes[i]] = end;
      if (end > now) now = end;
    }
    return now;
  }
}

/** Instructions in an order in which each comes behind all it waits for, lanes as they are. */
function settled(order: readonly InLane[]): InLane[] {
  const lanes: InLane[][] = [];
  for (const entry of order) (lanes[entry.lane] ??= []).push(entry);
  const done = lanes.map(() => 0);
  const result: InLane[] = [];
  const next = (lane: number): InLane | undefined => {
    const entry = lanes[lane]?.[done[lane]];
    return entry?.holds.every((hold) => done[hold.lane] >= hold.count) ? entry : undefined;
  };
  while (result.length < order.length) {
    const before = result.length;
    lanes.forEach((_, lane) => {
      for (let entry = next(lane); entry; entry = next(lane)) {
        result.push(entry);
        done[lane]++;
      }
    });
    if (result.length === before) throw new Error('instructions wait for each other');
  }
  return result;
}

/** What an instruction costs under any features: what does not depend on them is reckoned once. */
function costOf(instruction: Instruction, features: MachineFeatures): (features: MachineFeatures) => number {
  switch (instruction.kind) {
    case 'load':
    case 'store': {
      const bytes = transferBytes(instruction.x, instruction.y, features);
      return ({ ddrBytesPerCycle }) => ISSUE_CYCLES + Math.ceil(bytes / ddrBytesPerCycle);
    }
    case 'move':
    case 'fill': {
      const runs = instruction.kind === 'move' ? runsOf(instruction.x, instruction.y) : runsOf(instruction.y);
      return (at) => ISSUE_CYCLES + runCycles(runs, at);
    }
    default:
      return (at) => cyclesOf(instruction, at);
  }
}
