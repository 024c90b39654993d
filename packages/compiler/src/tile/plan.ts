import type { MachineFeatures } from '@openbpu/machine';
import type { ConstantSource } from '../constant-pool';
import { type Tiling, countsOf } from './box';
import { candidates, spaceOf } from './candidates';
import type { Work } from './cut';
import { measure } from './measure';

/** How an instruction is cut, and what that costs by estimate. */
export interface Plan {
  readonly tiling: Tiling;
  readonly cycles: number;
}

/** Enough boxes to keep two queues busy; finer cuts are only looked at when these do not fit. */
const ENOUGH = 48;

/**
 * The cheapest way to run an instruction with `room` bytes of on-chip memory: operands that are there already stay, all
 * others come and go box by box. Undefined when not even the smallest box fits.
 */
export function plan(i: Work, room: number, features: MachineFeatures, constants: ConstantSource): Plan | undefined {
  let best: Plan | undefined;
  for (const list of candidates(i)) {
    let fits = false;
    for (const sizes of list) {
      if (fits && countsOf(spaceOf(i), { sizes, order: [] }).reduce((a, b) => a * b, 1) > ENOUGH) break;
      const measured = measure(i, sizes, room, features, constants);
      if (!measured) continue;
      fits = true;
      if (best && measured.work >= best.cycles) continue;
      for (const order of orders(sizes.length)) {
        const cycles = measured.cycles(order);
        if (!best || cycles < best.cycles) best = { tiling: { sizes, order }, cycles };
      }
    }
  }
  return best;
}

/** Loops in the order of the dimensions, or with the channels outermost. */
function orders(rank: number): number[][] {
  const natural = Array.from({ length: rank }, (_, d) => d);
  return rank < 2 ? [natural] : [natural, [rank - 1, ...natural.slice(0, -1)]];
}
