import { type MachineFeatures, cyclesOf, operandsOf } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { ConstantSource } from '../constant-pool';
import { type Tiling, boxAt, countsOf } from './box';
import { candidates, spaceOf } from './candidates';
import { compact } from './compact';
import { type Work, cut } from './cut';

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
      for (const order of orders(sizes.length)) {
        const cycles = estimate(i, { sizes, order }, room, features, constants);
        if (cycles === undefined) continue;
        fits = true;
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

/**
 * Cycles by estimate; undefined when a box needs more than `room`. A full-sized box from the middle stands for all. Transfers and work
 * go on at the same time but for the first box; constants that are loaded once come ahead of it.
 */
function estimate(i: Work, tiling: Tiling, room: number, features: MachineFeatures, constants: ConstantSource): number | undefined {
  const space = spaceOf(i);
  const counts = countsOf(space, tiling);
  const place = counts.map((count): number => (count > 2 ? 1 : 0));
  const one = cut(i, boxAt(space, tiling, place), constants);
  const aligned = (access: Access) => Math.ceil(compact(access).bytes / features.alignBytes) * features.alignBytes;
  const streamed = ({ buffer }: Access) => buffer.space !== 'sram';
  const { reads, writes } = operandsOf(one);
  const stores = writes.filter(streamed);
  const bytes = [...reads, ...writes].filter(streamed).reduce((sum, access) => sum + aligned(access), 0);
  if (bytes > room) return undefined;
  const neighbours = counts.map((count, d) => (count > 1 ? operandsOf(cut(i, boxAt(space, tiling, place.with(d, place[d] + 1)), constants)).reads : undefined));
  const boxes = counts.reduce((a, b) => a * b, 1);
  let once = 0;
  let streaming = 0;
  let ahead = 0;
  reads.forEach((x, at) => {
    if (!streamed(x)) return;
    const innermost = tiling.order.findLastIndex((d) => neighbours[d] && !same(neighbours[d][at], x));
    const times = tiling.order.slice(0, innermost + 1).reduce((product, d) => product * counts[d], 1);
    const load = transferCycles(x, features);
    if (x.buffer.space === 'const' && times === 1) once += load;
    else streaming += times * load;
    if (times > 1) ahead += aligned(x);
  });
  for (const y of stores) streaming += boxes * transferCycles(y, features);
  const work = boxes * cyclesOf(one, features);
  const held = stores.reduce((sum, y) => sum + aligned(y), 0);
  const overlapped = boxes === 1 || bytes + ahead + held <= room;
  return overlapped ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes : once + streaming + work;
}

/** To a compact copy on chip, or from it. */
function transferCycles(access: Access, features: MachineFeatures): number {
  const { once, dense } = compact(access);
  return cyclesOf({ kind: 'load', x: once, y: { ...once, strides: dense } }, features);
}

/** Whether two views of one operand are the same elements. */
function same(a: Access, b: Access): boolean {
  return a.offset === b.offset && a.shape.every((dim, d) => dim === b.shape[d]);
}
