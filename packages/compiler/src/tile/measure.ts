import { type MachineFeatures, cyclesOf, operandsOf } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { ConstantSource } from '../constant-pool';
import { boxAt, countsOf } from './box';
import { spaceOf } from './candidates';
import { compact } from './compact';
import { type Work, cut } from './cut';

/** What boxes of one size cost, by estimate. */
export interface Measure {
  /** Cycles of the queue that computes. */
  readonly work: number;
  /** Cycles altogether when the loops go in this order, outermost first. */
  cycles(order: readonly number[]): number;
}

/**
 * A full-sized box from the middle stands for all. Undefined when it needs more than `room` bytes. Transfers and work go on at
 * the same time but for the first box; constants that are loaded once come ahead of it.
 */
export function measure(i: Work, sizes: readonly number[], room: number, features: MachineFeatures, constants: ConstantSource): Measure | undefined {
  const space = spaceOf(i);
  const tiling = { sizes, order: [] };
  const counts = countsOf(space, tiling);
  const place = counts.map((count): number => (count > 2 ? 1 : 0));
  const one = cut(i, boxAt(space, tiling, place), constants);
  const aligned = (access: Access) => Math.ceil(compact(access).bytes / features.alignBytes) * features.alignBytes;
  const streamed = ({ buffer }: Access) => buffer.space !== 'sram';
  const { reads, writes } = operandsOf(one);
  const stores = writes.filter(streamed);
  const bytes = [...reads, ...writes].filter(streamed).reduce((sum, access) => sum + aligned(access), 0);
  if (bytes > room) return undefined;
  const boxes = counts.reduce((a, b) => a * b, 1);
  const work = boxes * cyclesOf(one, features);
  const held = stores.reduce((sum, y) => sum + aligned(y), 0);
  const stored = stores.reduce((sum, y) => sum + boxes * transferCycles(y, features), 0);
  let loads: ReturnType<typeof loadsOf> | undefined;
  return {
    work,
    cycles(order) {
      let [once, streaming, ahead] = [0, stored, 0];
      for (const load of (loads ??= loadsOf())) {
        const innermost = order.findLastIndex((d) => load.changes[d]);
        const times = order.slice(0, innermost + 1).reduce((product, d) => product * counts[d], 1);
        if (load.isConstant && times === 1) once += load.cycles;
        else streaming += times * load.cycles;
        if (times > 1) ahead += load.bytes;
      }
      const overlapped = boxes === 1 || bytes + ahead + held <= room;
      return overlapped ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes : once + streaming + work;
    },
  };

  /** What is loaded for a box, and along which dimensions the next box reads something else. */
  function loadsOf() {
    const neighbours = counts.map((count, d) => (count > 1 ? operandsOf(cut(i, boxAt(space, tiling, place.with(d, place[d] + 1)), constants)).reads : undefined));
    return reads.flatMap((x, at) => {
      if (!streamed(x)) return [];
      const changes = neighbours.map((next) => next !== undefined && !same(next[at], x));
      return [{ changes, cycles: transferCycles(x, features), bytes: aligned(x), isConstant: x.buffer.space === 'const' }];
    });
  }
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
