import { type Hold, type InLane, type Region, operandsOf, overlap } from '@openbpu/machine';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';

/** A load of constants. */
interface Load {
  readonly place: number;
  readonly region: Region;
  readonly bytes: number;
  /** For each lane that reads what was loaded, the place where it does so last. */
  readonly lastReads: Map<number, number>;
}

/**
 * The same instructions when constants go to so many bytes on chip that are filled in turn, over and over: a load waits
 * until whatever lies where it goes is read for the last time. It does not wait for what itself waits for this load or
 * one behind it, and a load larger than that is waited for by itself. Each instruction comes after all that it waits
 * for, and otherwise as early as in `order`, which is given back where nothing waits.
 */
export function waitForConstants(order: readonly InLane[], bytes: number): readonly InLane[] {
  const transfers = lastTransfers(order);
  const waits = new Map<number, readonly Hold[]>();
  for (const loads of constantsOf(order)) {
    let ahead = 0;
    let oldest = 0;
    let unread: number[] = [];
    for (const [at, load] of loads.entries()) {
      ahead += load.bytes;
      for (; ahead > bytes && oldest < at; oldest++) {
        ahead -= loads[oldest].bytes;
        unread.push(...loads[oldest].lastReads.values());
      }
      const free = unread.filter((place) => transfers[place] < load.place);
      if (free.length === 0) continue;
      unread = unread.filter((place) => transfers[place] >= load.place);
      waits.set(
        load.place,
        free.map((place) => ({ lane: order[place].lane, count: order[place].ordinal + 1, across: false })),
      );
    }
  }
  if (waits.size === 0) return order;
  return arranged(order.map((entry, place) => ({ ...entry, holds: [...entry.holds, ...(waits.get(place) ?? [])] })));
}

/**
 * For each place the last transfer, of whatever core, that is done when it is: itself, or one it waits for; or the end
 * of the calls before.
 */
function lastTransfers(order: readonly InLane[]): readonly number[] {
  const result: number[] = [];
  const lanes = new Lists();
  let [call, before] = [0, -1];
  for (const [place, entry] of order.entries()) {
    if (entry.call > call) [call, before] = [entry.call, place - 1];
    const own = lanes.of(entry.lane);
    const waitsFor = [own[own.length - 1], ...entry.holds.map(({ lane, count }) => lanes.of(lane)[count - 1])];
    result.push(entry.queue === 'dma' ? place : Math.max(before, ...waitsFor.map((other) => result[other] ?? -1)));
    own.push(place);
  }
  return result;
}

/** The loads of constants of each core, in their order. */
function constantsOf(order: readonly InLane[]): Iterable<readonly Load[]> {
  const loads = new Map<number, Load[]>();
  const onChip = new Map<number, readonly Load[]>();
  for (const [place, { instruction, core, lane }] of order.entries()) {
    const { reads, writes } = operandsOf(instruction);
    const there = onChip.get(core) ?? [];
    for (const { region, lastReads } of there)
      if (reads.some((read) => overlap(read, region))) lastReads.set(lane, place);
    const left = there.filter(({ region }) => !writes.some((write) => overlap(write, region)));
    onChip.set(core, left);
    if (instruction.kind !== 'load' || instruction.x.space !== 'const') continue;
    const { y } = instruction;
    const load = { place, region: y, bytes: sizeOf(y.shape) * bytesPerElement(y.dtype), lastReads: new Map() };
    left.push(load);
    const own = loads.get(core);
    if (own) own.push(load);
    else loads.set(core, [load]);
  }
  return loads.values();
}

/** Always the first next that its lane and its holds allow. */
function arranged(order: readonly InLane[]): readonly InLane[] {
  const lanes = new Lists();
  for (const [place, { lane }] of order.entries()) lanes.of(lane).push(place);
  const done = new Map([...lanes.keys()].map((lane) => [lane, 0]));
  const result: InLane[] = [];
  while (result.length < order.length) {
    let next = Infinity;
    for (const [lane, count] of done) {
      const place = lanes.of(lane)[count];
      if (place < next && order[place].holds.every((hold) => (done.get(hold.lane) ?? 0) >= hold.count)) next = place;
    }
    const entry = order[next];
    done.set(entry.lane, entry.ordinal + 1);
    result.push(entry);
  }
  return result;
}

/** Places of each lane. */
class Lists {
  private readonly lists = new Map<number, number[]>();

  of(lane: number): number[] {
    const known = this.lists.get(lane);
    if (known) return known;
    const list: number[] = [];
    this.lists.set(lane, list);
    return list;
  }

  keys(): Iterable<number> {
    return this.lists.keys();
  }
}
