import { apart } from './apart';
import { QUEUES } from './instruction/define-instruction';
import { operandsOf } from './instruction/operands';
import type { Program } from './program';
import { type InLane, lanesOf, queueOrder } from './queue-order';
import type { Region } from './region';

/** How many instructions a lane may be ahead of what another that it may meet knows of it. */
const AHEAD = 2048;

/** Two instructions that may meet in memory without a token between them. */
export interface Unordered {
  readonly first: InLane;
  readonly second: InLane;
  /** Whether they touch the same bytes; else the first is too far ahead to be looked at. */
  readonly touch: boolean;
}

interface Footprint extends InLane {
  readonly reads: readonly Region[];
  readonly writes: readonly Region[];
  /** Of each lane, how many instructions are done when this one begins. */
  readonly done: Int32Array;
}

/**
 * The first pair of instructions of different lanes whose order matters and is settled by no token: one writes bytes
 * that the other reads or writes. Undefined where tokens alone make every order the lanes can run in have one effect.
 */
export function firstUnordered(program: Program): Unordered | undefined {
  const lanes = lanesOf(program);
  const given = Array.from({ length: lanes }, (): Footprint[] => []);
  /** Of those given, the ones that reach main memory, where alone cores meet. */
  const outward = Array.from({ length: lanes }, (): Footprint[] => []);
  const known = Array.from({ length: lanes }, () => new Int32Array(lanes));
  let call = 0;
  for (const entry of queueOrder(program)) {
    if (entry.call !== call) {
      call = entry.call;
      for (const done of known) for (let lane = 0; lane < lanes; lane++) done[lane] = given[lane].length;
    }
    const done = known[entry.lane];
    for (const { lane, count } of entry.holds) {
      const before = given[lane][count - 1].done;
      for (let other = 0; other < lanes; other++) done[other] = Math.max(done[other], before[other]);
      done[lane] = Math.max(done[lane], count);
    }
    const second: Footprint = { ...entry, ...operandsOf(entry.instruction), done: done.slice() };
    for (let lane = 0; lane < lanes; lane++) {
      if (lane === entry.lane) continue;
      const list = Math.floor(lane / QUEUES.length) === entry.core ? given[lane] : outward[lane];
      for (let i = list.length - 1; i >= 0 && list[i].ordinal >= done[lane]; i--) {
        if (conflict(list[i], second)) return { first: list[i], second, touch: true };
        if (list.length - i > AHEAD) return { first: list[i], second, touch: false };
      }
    }
    done[entry.lane]++;
    given[entry.lane].push(second);
    if ([...second.reads, ...second.writes].some(({ space }) => space === 'ddr')) outward[entry.lane].push(second);
  }
  return undefined;
}

function conflict(a: Footprint, b: Footprint): boolean {
  const shares = (x: Region, y: Region) =>
    x.space === y.space && (x.space !== 'sram' || a.core === b.core) && !apart(x, y);
  const meet = (xs: readonly Region[], ys: readonly Region[]) => xs.some((x) => ys.some((y) => shares(x, y)));
  return meet(a.writes, b.reads) || meet(a.writes, b.writes) || meet(a.reads, b.writes);
}
