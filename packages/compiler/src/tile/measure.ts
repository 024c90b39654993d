import { type MachineFeatures, cut, cyclesOf, operandsOf, transferBytes } from '@openbpu/machine';
import type { Access, Work } from '../buffer';
import { boxAt, countsOf } from './box';
import { spaceOf } from './candidates';
import { compact } from './compact';
import { type TileContext, alignedBytes } from './tile-context';

/** Cycles altogether, and bytes to and from DDR, in whole bursts. */
export interface Cost {
  readonly cycles: number;
  readonly bytes: number;
}

/** What boxes of one size cost, by estimate. */
export interface Measure {
  /** Cycles of the queue that computes. */
  readonly work: number;
  /** The cost when the loops go in this order, outermost first. */
  cost(order: readonly number[]): Cost;
}

/**
 * A full-sized box from the middle stands for all. Undefined when it needs more than the room there is. Transfers and
 * work go on at the same time but for the first box; constants that are loaded once come ahead of it.
 */
export function measure(i: Work, sizes: readonly number[], context: TileContext): Measure | undefined {
  const { features, constants, room } = context;
  const space = spaceOf(i);
  const tiling = { sizes, order: [] };
  const counts = countsOf(space, tiling);
  const place = counts.map((count): number => (count > 2 ? 1 : 0));
  const one = cut(i, boxAt(space, tiling, place), constants);
  const aligned = (access: Access) => alignedBytes(compact(access).bytes, context);
  const streamed = ({ buffer }: Access) => buffer.space !== 'sram';
  const { reads, writes } = operandsOf(one);
  const stores = writes.filter(streamed);
  const bytes = [...reads, ...writes].filter(streamed).reduce((sum, access) => sum + aligned(access), 0);
  if (bytes > room) return undefined;
  /** How many full-sized boxes those of each dimension make up together: the last one may be smaller. */
  const full = space.map((size, d) => size / sizes[d]);
  const boxes = full.reduce((a, b) => a * b, 1);
  const work = boxes * cyclesOf(one, features);
  const held = stores.reduce((sum, y) => sum + aligned(y), 0);
  const stored = stores.map((y) => transferCost(y, features));
  let loads: ReturnType<typeof loadsOf> | undefined;
  return {
    work,
    cost(order) {
      let [once, ahead] = [0, 0];
      let streaming = stored.reduce((sum, { cycles }) => sum + boxes * cycles, 0);
      let traffic = stored.reduce((sum, y) => sum + boxes * y.bytes, 0);
      for (const load of (loads ??= loadsOf())) {
        const innermost = order.findLastIndex((d) => load.changes[d]);
        const times = order
          .slice(0, innermost + 1)
          .reduce((product, d) => product * (load.changes[d] ? full[d] : counts[d]), 1);
        if (load.isConstant && times === 1) once += load.cycles;
        else streaming += times * load.cycles;
        traffic += times * load.bytes;
        if (times > 1) ahead += load.held;
      }
      const overlapped = boxes <= 1 || bytes + ahead + held <= room;
      return {
        cycles: overlapped
          ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes
          : once + streaming + work,
        bytes: traffic,
      };
    },
  };

  /** What is loaded for a box, and along which dimensions the last box reads something else. */
  function loadsOf() {
    const last = counts.map((count, d) =>
      count > 1 ? operandsOf(cut(i, boxAt(space, tiling, place.with(d, count - 1)), constants)).reads : undefined,
    );
    return reads.flatMap((x, at) => {
      if (!streamed(x)) return [];
      const changes = last.map((far) => far !== undefined && !same(far[at], x));
      return [{ changes, ...transferCost(x, features), held: aligned(x), isConstant: x.buffer.space === 'const' }];
    });
  }
}

/** To a compact copy on chip, or from it. */
function transferCost(access: Access, features: MachineFeatures): Cost {
  const { once, dense } = compact(access);
  const y = { ...once, strides: dense };
  return { cycles: cyclesOf({ kind: 'load', x: once, y }, features), bytes: transferBytes(once, y, features) };
}

/** Whether two views of one operand are the same elements. */
function same(a: Access, b: Access): boolean {
  return a.offset === b.offset && a.shape.every((dim, d) => dim === b.shape[d]);
}
