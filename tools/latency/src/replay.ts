import {
  ISSUE_CYCLES,
  type InLane,
  type Instruction,
  type InstructionKind,
  type MachineFeatures,
  type Pace,
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
 * without the reading of every instruction. Sides, lanes and how far constants run ahead are settled with it; what is
 * fitted may change.
 */
export class Replay {
  private readonly lanes: Uint8Array;
  private readonly calls: Int32Array;
  private readonly holdsFrom: Int32Array;
  private readonly holdPlaces: Int32Array;
  private readonly indices: Int32Array;
  private readonly ends: Float64Array;

  /** Throws Error for a program of several cores. */
  constructor(
    private readonly program: Program,
    features: MachineFeatures,
    private readonly costs = new Costs(program, features),
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
    this.indices = Int32Array.from(order, ({ index }) => index);
    this.ends = new Float64Array(order.length);
  }

  /** Cycles from the first dispatch to the end of the last instruction. */
  cycles(features: MachineFeatures): number {
    const { lanes, calls, holdsFrom, holdPlaces, indices, ends } = this;
    const cycled = this.costs.at(features);
    const free = [0, 0, 0];
    const dispatch = dispatchCycles(this.program, features);
    let now = 0;
    let ready = 0;
    let call = -1;
    for (let i = 0; i < lanes.length; i++) {
      if (calls[i] !== call) {
        ready = now + (calls[i] - call) * dispatch;
        call = calls[i];
      }
      let start = Math.max(ready, free[lanes[i]]);
      for (let h = holdsFrom[i]; h < holdsFrom[i + 1]; h++) start = Math.max(start, ends[holdPlaces[h]]);
      const end = start + cycled[indices[i]];
      ends[i] = end;
      free[lanes[i]] = end;
      if (end > now) now = end;
    }
    return now + (this.program.calls.length - 1 - call) * dispatch;
  }
}

/** Instructions whose costs follow from the same features. */
interface Group {
  readonly places: number[];
  readonly costs: ((features: MachineFeatures) => number)[];
  /** The features that the costs follow from. */
  readonly follows: (features: MachineFeatures) => readonly (number | undefined)[];
  /** Those that the cycles were reckoned with last. */
  last?: string;
}

const tensor =
  (...names: readonly ('window' | 'pixel' | 'computed' | 'computedCycles' | 'colourCycles')[]): Group['follows'] =>
  ({ pace }) => [pace?.tensor.wide, ...names.map((name) => pace?.tensor[name])];

const vector =
  (...names: readonly (keyof Pace['vector'])[]): Group['follows'] =>
  ({ pace }) =>
    names.map((name) => pace?.vector[name]);

const FOLLOWS: Partial<Record<InstructionKind, Group['follows']>> = {
  load: ({ ddrBytesPerCycle }) => [ddrBytesPerCycle],
  store: ({ ddrBytesPerCycle }) => [ddrBytesPerCycle],
  conv: tensor('window'),
  gemm: tensor('pixel', 'colourCycles'),
  matmul: tensor('computed', 'computedCycles'),
  dwconv: ({ pace }) => [pace?.tensor.depthwise.channels, pace?.tensor.depthwise.products],
  eltwise: vector('arithmetic'),
  pool: vector('window'),
  resize: vector('resize'),
  softmax: vector('across', 'stack'),
  topk: vector('across', 'stack'),
  move: vector('move', 'moveCycles'),
  fill: vector('move', 'moveCycles'),
};

function groupsOf(order: readonly InLane[], features: MachineFeatures): Group[] {
  const groups = new Map<InstructionKind, Group>();
  order.forEach(({ instruction, index }) => {
    const { kind } = instruction;
    const group = groups.get(kind) ?? { places: [], costs: [], follows: FOLLOWS[kind] ?? (() => []) };
    groups.set(kind, group);
    group.places.push(index);
    group.costs.push(costOf(instruction, features));
  });
  return [...groups.values()];
}

/** What the instructions of a program cost, whatever order they are in. */
export class Costs {
  private readonly groups: readonly Group[];
  private readonly cycles: Float64Array;

  constructor(program: Program, features: MachineFeatures) {
    const order = queueOrder(program);
    this.groups = groupsOf(order, features);
    this.cycles = new Float64Array(order.reduce((last, { index }) => Math.max(last, index), -1) + 1);
  }

  /** Cycles by the place in the program; reckoned anew where a feature is another than the last time. */
  at(features: MachineFeatures): Float64Array {
    for (const group of this.groups) {
      const now = group.follows(features).join();
      if (now === group.last) continue;
      group.last = now;
      const { places, costs } = group;
      for (let i = 0; i < places.length; i++) this.cycles[places[i]] = costs[i](features);
    }
    return this.cycles;
  }
}

/** Instructions in an order in which each comes behind all it waits for, call after call, lanes as they are. */
function settled(order: readonly InLane[]): InLane[] {
  const lanes: InLane[][] = [];
  for (const entry of order) (lanes[entry.lane] ??= []).push(entry);
  const done = lanes.map(() => 0);
  const result: InLane[] = [];
  const next = (lane: number, call: number): InLane | undefined => {
    const entry = lanes[lane][done[lane]];
    return entry?.call === call && entry.holds.every((hold) => done[hold.lane] >= hold.count) ? entry : undefined;
  };
  while (result.length < order.length) {
    const before = result.length;
    const { call } = order[before];
    lanes.forEach((_, lane) => {
      for (let entry = next(lane, call); entry; entry = next(lane, call)) {
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
