import type { Tiling } from './box';
import type { Cuts } from './cuts';
import type { Cost } from './measure';
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
export function plan(cuts: Cuts, { room, choice }: Pick<TileContext, 'room' | 'choice'>): Plan | undefined {
  if (cuts.idle) return { tiling: { sizes: [], order: [] }, price: 0 };
  let best: Plan | undefined;
  for (const list of cuts.lists) {
    let fits = false;
    for (const cut of list) {
      const { sizes } = cut;
      if (fits && cut.boxes > ENOUGH) break;
      const measured = cuts.measure(cut);
      if (measured.bytes(cuts.streamed) > room) continue;
      fits = true;
      if (best && choice === 'latency' && measured.work >= best.price) continue;
      for (const order of cuts.orders) {
        const price = priceOf(measured.cost(order, room, cuts.streamed), choice);
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
