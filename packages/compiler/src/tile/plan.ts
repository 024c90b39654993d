import { type Work, isIdle } from '../buffer';
import { type Tiling, countsOf } from './box';
import { candidates, spaceOf } from './candidates';
import { type Cost, measure } from './measure';
import type { Choice, TileContext } from './tile-context';

/** How an instruction is cut, and what that costs by estimate. */
export interface Plan {
  readonly tiling: Tiling;
  /** In cycles for the goal latency, in bytes for bandwidth: comparable where the goal is the same. */
  readonly price: number;
}

/** Enough boxes to keep two queues busy; finer cuts are only looked at when these do not fit. */
const ENOUGH = 48;

/**
 * Cycles that count as much as one byte of traffic where traffic is to be spared: so many that they decide between
 * equals only.
 */
const CYCLES_PER_BYTE = 2 ** 20;

/**
 * The cheapest way to run an instruction in the room there is on chip: operands that are there already stay, all
 * others come and go box by box. Undefined when not even the smallest box fits.
 */
export function plan(i: Work, context: TileContext): Plan | undefined {
  const { choice } = context;
  if (isIdle(i)) return { tiling: { sizes: [], order: [] }, price: 0 };
  let best: Plan | undefined;
  for (const list of candidates(i)) {
    let fits = false;
    for (const sizes of list) {
      if (fits && countsOf(spaceOf(i), { sizes, order: [] }).reduce((a, b) => a * b, 1) > ENOUGH) break;
      const measured = measure(i, sizes, context);
      if (!measured) continue;
      fits = true;
      if (best && choice === 'latency' && measured.work >= best.price) continue;
      for (const order of orders(sizes.length)) {
        const price = priceOf(measured.cost(order), choice);
        if (!best || price < best.price) best = { tiling: { sizes, order }, price };
        if (choice === 'any') return best;
      }
    }
  }
  return best;
}

function priceOf({ cycles, bytes }: Cost, choice: Choice): number {
  return choice === 'bandwidth' ? bytes + cycles / CYCLES_PER_BYTE : cycles;
}

/** Loops in the order of the dimensions, or with the channels outermost. */
function orders(rank: number): number[][] {
  const natural = Array.from({ length: rank }, (_, d) => d);
  return rank < 2 ? [natural] : [natural, [rank - 1, ...natural.slice(0, -1)]];
}
