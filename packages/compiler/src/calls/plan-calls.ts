import type { MachineFeatures } from '@openbpu/machine';
import { operandsOf } from '@openbpu/machine';
import type { Buffer, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { type CallTarget, type TiledCall, tileCall } from '../tile-call';
import { timeOf } from './time-of';
import { piecesOf } from './pieces-of';

/** A work, and the node it is for. */
export interface OwnedWork {
  readonly work: Work;
  readonly owner: string;
}

/** A tiled call and the owners of its works. */
export interface PlannedCall extends TiledCall {
  readonly owners: readonly string[];
}

export interface CallPlan {
  readonly calls: readonly PlannedCall[];
  readonly constants: ConstantPool;
}

/** Which node has a piece that does not fit the chip, or takes `cycles` by itself and cannot be cut any further. */
export interface Refusal {
  readonly owner: string;
  readonly cycles?: number;
}

/** What calls are planned for. */
export interface PlanTarget extends CallTarget {
  /** Cycles a call may take, its dispatch included; absent: any. */
  readonly limit?: number | undefined;
}

/**
 * Works as function-calls: one, or, with a limit, as many as it takes for each to stay below it in the machine's clock.
 * What two calls share goes through main memory; a work that is too long by itself is cut.
 */
export function planCalls(
  works: readonly OwnedWork[],
  pinned: readonly Buffer[],
  constants: ConstantPool,
  target: PlanTarget,
): CallPlan | Refusal {
  const whole = tiled(works, pinned, constants, target);
  if ('owner' in whole) return whole;
  const { limit = Infinity, features, cores } = target;
  if (limit === Infinity || works.length === 0 || timeOf(whole, features, cores).cycles <= limit)
    return { calls: [whole], constants: whole.constants };
  return new Planner(pinned, { ...target, manner: whole.manner }, limit).plan(works, constants);
}

function tiled(
  works: readonly OwnedWork[],
  pinned: readonly Buffer[],
  constants: ConstantPool,
  target: CallTarget,
): PlannedCall | Refusal {
  const call = tileCall(
    works.map(({ work }) => work),
    pinned,
    constants,
    target,
  );
  return 'misfit' in call ? { owner: works[call.misfit].owner } : { ...call, owners: works.map(({ owner }) => owner) };
}

/** How often the end of a call is looked for. */
const TRIES = 5;

/** A call that fills this part of the limit is long enough. */
const FULL = 0.9;

class Planner {
  private readonly features: MachineFeatures;

  constructor(
    private readonly pinned: readonly Buffer[],
    private readonly target: CallTarget,
    private readonly limit: number,
  ) {
    this.features = target.features;
  }

  plan(works: readonly OwnedWork[], known: ConstantPool): CallPlan | Refusal {
    let constants = known;
    const short = this.cut(works, (constants = new ConstantPool(this.features.alignBytes, known)));
    if ('owner' in short) return short;
    const { pieces, cycles } = short;
    const calls: PlannedCall[] = [];
    for (let from = 0; from < pieces.length;) {
      const found = this.longest(pieces, cycles, from, constants);
      if ('owner' in found) return found;
      calls.push(found.call);
      constants = found.call.constants;
      from = found.to;
    }
    return { calls, constants };
  }

  /** Works that each stay within the limit by themselves, and their cycles. */
  private cut(
    works: readonly OwnedWork[],
    constants: ConstantPool,
  ): { readonly pieces: readonly OwnedWork[]; readonly cycles: readonly number[] } | Refusal {
    const pieces: OwnedWork[] = [];
    const cycles: number[] = [];
    for (const { work, owner } of works) {
      const found = piecesOf(work, constants, this.limit, this.target);
      if ('misfit' in found) return { owner };
      if ('cycles' in found) return { owner, cycles: found.cycles };
      for (const piece of found.pieces) {
        pieces.push({ work: piece.work, owner });
        cycles.push(piece.cycles);
      }
    }
    return { pieces, cycles };
  }

  /** The longest call from a work on that is found within the limit. */
  private longest(
    works: readonly OwnedWork[],
    cycles: readonly number[],
    from: number,
    constants: ConstantPool,
  ): { readonly call: PlannedCall; readonly to: number } | Refusal {
    let best: { readonly call: PlannedCall; readonly to: number } | undefined;
    let tooLong = works.length + 1;
    let pace = 1;
    let refusal: Refusal = { owner: works[from].owner, cycles: cycles[from] };
    for (let tries = 0; tries < TRIES || !best; tries++) {
      const to = Math.min(Math.max(this.reach(cycles, from, pace), (best?.to ?? from) + 1), tooLong - 1);
      if (to <= (best?.to ?? from)) break;
      const call = tiled(works.slice(from, to), this.outside(works, from, to), constants, this.target);
      if ('owner' in call) {
        refusal = call;
        tooLong = to;
        continue;
      }
      const taken = timeOf(call, this.features, this.target.cores).cycles;
      if (taken <= this.limit) best = { call, to };
      else tooLong = to;
      if (taken <= this.limit && taken >= FULL * this.limit) break;
      const estimated = cycles.slice(from, to).reduce((sum, each) => sum + each, 0);
      pace = (taken / estimated) * (taken > this.limit ? 1.02 : 1);
    }
    return best ?? refusal;
  }

  /** How far a call reaches whose works take `pace` of the cycles they take alone. */
  private reach(cycles: readonly number[], from: number, pace: number): number {
    let to = from;
    for (let sum = 0; to < cycles.length && sum + pace * cycles[to] <= this.limit; to++) sum += pace * cycles[to];
    return to;
  }

  /** What works `from` to `to` share with the others, and with the world. */
  private outside(works: readonly OwnedWork[], from: number, to: number): Buffer[] {
    const touched = (list: readonly OwnedWork[]) =>
      list.flatMap(({ work }) => {
        const { reads, writes } = operandsOf(work);
        return [...reads, ...writes].map(({ buffer }) => buffer);
      });
    return [...new Set([...this.pinned, ...touched(works.slice(0, from)), ...touched(works.slice(to))])];
  }
}
