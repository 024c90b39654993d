import { operandsOf } from '@openbpu/machine';
import type { Buffer, Work } from '../buffer';
import type { CutsByPlace } from './cuts';
import { type Plan, plan } from './plan';
import { type TileContext, alignedBytes } from './tile-context';

/** Which tensors never leave the chip, and how every instruction is then cut. */
export interface Residence {
  readonly residents: ReadonlyMap<Buffer, Buffer>;
  /** One per instruction; undefined for one that cannot be run in the memory there is. */
  readonly plans: readonly (Plan | undefined)[];
  /** Bytes of residents that are live at each instruction. */
  readonly used: readonly number[];
}

/** Instructions from the first that mentions a buffer to the last. */
interface Candidate {
  readonly buffer: Buffer;
  readonly first: number;
  readonly last: number;
}

/**
 * Keeps intermediate tensors on chip, those that live shortest first, while every instruction during their life still
 * fits the room there is and all of them together become cheaper for it. `pinned` tensors are met outside and stay in
 * `ddr`.
 */
export function chooseResidents(
  cuts: CutsByPlace,
  pinned: ReadonlySet<Buffer>,
  context: Pick<TileContext, 'features' | 'room' | 'choice' | 'attempt'>,
): Residence {
  const { room, choice } = context;
  const { works } = cuts;
  const residents = new Map<Buffer, Buffer>();
  const used = works.map(() => 0);
  const planWith = (at: number, also: ReadonlyMap<Buffer, Buffer>, free: number) =>
    plan(cuts.of(at, also), { choice, room: free });
  const plans = works.map((_, at) => planWith(at, residents, room));
  for (const { buffer, first, last } of context.attempt.resident ? byLifetime(works, pinned) : []) {
    const also = new Map([...residents, [buffer, { ...buffer, space: 'sram' as const }]]);
    const bytes = alignedBytes(buffer.bytes, context);
    let gain = 0;
    const changed: [number, Plan][] = [];
    for (let at = first; at <= last; at++) {
      const free = room - used[at] - bytes;
      const [now, then] = [plans[at], free < 0 ? undefined : planWith(at, also, free)];
      if (!then) break;
      gain += (now?.price ?? Infinity) - then.price;
      changed.push([at, then]);
    }
    if (changed.length <= last - first || !(gain > 0)) continue;
    residents.set(buffer, { ...buffer, space: 'sram' });
    for (const [at, then] of changed) {
      plans[at] = then;
      used[at] += bytes;
    }
  }
  return { residents, plans, used };
}

/** Intermediate tensors, the shortest life first, the larger of two equals first. */
function byLifetime(works: readonly Work[], pinned: ReadonlySet<Buffer>): Candidate[] {
  const lives = new Map<Buffer, { first: number; last: number }>();
  works.forEach((work, at) => {
    const { reads, writes } = operandsOf(work);
    for (const { buffer } of [...reads, ...writes]) {
      if (buffer.space !== 'ddr' || pinned.has(buffer)) continue;
      const life = lives.get(buffer);
      if (life) life.last = at;
      else lives.set(buffer, { first: at, last: at });
    }
  });
  return [...lives]
    .map(([buffer, life]) => ({ buffer, ...life }))
    .sort((a, b) => a.last - a.first - (b.last - b.first) || b.buffer.bytes - a.buffer.bytes);
}
