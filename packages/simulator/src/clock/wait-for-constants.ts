import { type InLane, QUEUES, type Region, extentOf, operandsOf } from '@openbpu/machine';

/** A load of constants: how much it brings, and where and until when it is used. */
interface Load extends Span {
  readonly place: number;
  readonly bytes: number;
  /** Places of the first and the last that read it. */
  first: number;
  last: number;
}

/**
 * The same order, in which a load of constants waits until no more than `bytes` of those that were loaded before it, and
 * itself, are still to be used. It waits for nothing that itself waits for the load, however much there is.
 */
export function waitForConstants(order: readonly InLane[], bytes: number): readonly InLane[] {
  const needs = transfersNeeded(order);
  const extra = new Map<number, InLane['holds']>();
  for (const loads of loadsOf(order).values()) {
    let sum = 0;
    let oldest = 0;
    let last = -1;
    loads.forEach((load, i) => {
      sum += load.bytes;
      for (; sum > bytes && oldest < i; oldest++) {
        sum -= loads[oldest].bytes;
        last = Math.max(last, loads[oldest].last);
      }
      const { ordinal, call } = order[load.place];
      const user = order[last];
      if (user === undefined || user.call > call || needs[last] > ordinal || last >= load.first) return;
      extra.set(load.place, [{ lane: user.lane, count: user.ordinal + 1, across: false }]);
    });
  }
  if (extra.size === 0) return order;
  return order.map((entry, i) => {
    const more = extra.get(i);
    return more ? { ...entry, holds: [...entry.holds, ...more] } : entry;
  });
}

/** For each place how many transfers of its core have to be done before it can begin. */
function transfersNeeded(order: readonly InLane[]): number[] {
  const needs: number[] = [];
  const placeOf = new Map<number, number[]>();
  order.forEach(({ lane, queue, ordinal, holds }, i) => {
    const own = placeOf.get(lane) ?? [];
    placeOf.set(lane, own);
    let most = queue === 'dma' ? ordinal : ordinal > 0 ? needs[own[ordinal - 1]] : 0;
    for (const hold of holds) {
      if (hold.across) continue;
      const before = placeOf.get(hold.lane)?.[hold.count - 1];
      const isTransfer = hold.lane % QUEUES.length === QUEUES.indexOf('dma');
      most = Math.max(most, isTransfer ? hold.count : before === undefined ? 0 : needs[before]);
    }
    needs.push(most);
    own.push(i);
  });
  return needs;
}

/** The loads of constants of each core in their order, with whoever reads what they brought. */
function loadsOf(order: readonly InLane[]): ReadonlyMap<number, readonly Load[]> {
  const all = new Map<number, Load[]>();
  const there = new Map<number, Load[]>();
  order.forEach(({ instruction, core }, place) => {
    const { reads, writes } = operandsOf(instruction);
    let onChip = there.get(core) ?? [];
    for (const span of reads.flatMap(onChipSpan))
      for (const load of onChip)
        if (overlap(span, load)) {
          load.first = Math.min(load.first, place);
          load.last = place;
        }
    for (const span of writes.flatMap(onChipSpan)) {
      onChip = onChip.filter((load) => !overlap(span, load));
      if (instruction.kind !== 'load' || instruction.x.space !== 'const') continue;
      const load = { ...span, place, bytes: span.to - span.from, first: Infinity, last: -1 };
      onChip.push(load);
      all.set(core, all.get(core) ?? []);
      all.get(core)?.push(load);
    }
    there.set(core, onChip);
  });
  return all;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;

/** Bytes of memory on chip that a region spans; none for one that lies elsewhere. */
function onChipSpan(region: Region): Span[] {
  return region.space === 'sram' ? [{ from: region.offset, to: region.offset + extentOf(region) }] : [];
}
