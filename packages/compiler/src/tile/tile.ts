import { type MachineFeatures, inMemoryOrder } from '@openbpu/machine';
import { type Allocation, allocate } from '../allocate';
import type { Access, Buffer } from '../buffer';
import type { ConstantPool } from '../constant-pool';
import type { Work } from './cut';
import { inSram } from './in-sram';
import { chooseResidents } from './residents';
import { type Schedule, schedule } from './schedule';
import { stage } from './stage';

/** A tiled program: what the queues are given, and where everything lies on chip. */
export interface Tiled extends Schedule {
  readonly sram: Allocation;
  readonly residents: ReadonlyMap<Buffer, Buffer>;
}

/** Which instruction does not fit, even alone and in the smallest pieces. */
export interface Misfit {
  readonly misfit: number;
}

/** From the boldest to the safest: what part of the memory is planned with, and which liberties are taken. */
const ATTEMPTS = [
  { part: 1 }, { part: 0.9 }, { part: 0.75 }, { part: 0.6 }, { part: 0.45 },
  { part: 1, none: true }, { part: 0.6, none: true }, { part: 1, none: true, ahead: false }, { part: 1, none: true, ahead: false, reuse: false },
];

/**
 * Cuts instructions on whole tensors into boxes that fit the on-chip memory, keeps what it can there, and orders transfers
 * ahead of the work they serve. The first attempt whose buffers can be given addresses is taken.
 */
export function tile(works: readonly Work[], pinned: readonly Buffer[], features: MachineFeatures, constants: ConstantPool): Tiled | Misfit {
  const { sramBytes, alignBytes } = features;
  const ordered = works.map(inOrder);
  let misfit = 0;
  for (const { part, none, ahead, reuse } of ATTEMPTS) {
    const room = Math.floor(sramBytes * part);
    const { residents, plans, used } = chooseResidents(ordered, new Set(pinned), room, features, constants.trial, none);
    const unplanned = plans.findIndex((plan) => plan === undefined);
    if (unplanned >= 0) {
      misfit = unplanned;
      continue;
    }
    const steps = ordered.flatMap((work, at) => {
      const found = plans[at];
      return found ? stage(inSram(work, residents), at, found.tiling, features, constants, reuse) : [];
    });
    const order = schedule(steps, used, room, alignBytes, ahead);
    const sram = allocate('sram', order.instructions, { before: [], after: [] }, alignBytes, order.keep);
    if (sram.bytes <= sramBytes) return { ...order, sram, residents };
  }
  return { misfit };
}

/** Copies go through memory in the order of what they write. */
function inOrder(work: Work): Work {
  if (work.kind !== 'move' && work.kind !== 'fill') return work;
  const views = inMemoryOrder(work.kind === 'move' ? [work.x, work.y] : [work.y]);
  const y: Access = { ...work.y, ...views[views.length - 1] };
  return work.kind === 'move' ? { ...work, x: { ...work.x, ...views[0] }, y } : { ...work, y };
}
