import { type MachineFeatures, inMemoryOrder } from '@openbpu/machine';
import { type Allocation, allocate } from '../allocate';
import type { Access, Buffer, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { ATTEMPTS, type Attempt, type Effort, type Goal, MOST_EFFORT } from './effort';
import { CutsByPlace, inSram } from './cuts';
import { chooseResidents } from './residents';
import { ALWAYS, type Early, type Schedule, schedule } from './schedule';
import { type Step, stage } from './stage';
import type { TileContext } from './tile-context';

/** A tiled program: what the queues are given, and where everything lies on chip. */
export interface Tiled extends Schedule {
  readonly sram: Allocation;
  readonly residents: ReadonlyMap<Buffer, Buffer>;
  /** The constants the program reads. */
  readonly constants: ConstantPool;
}

/** Which instruction does not fit, even alone and in the smallest pieces. */
export interface Misfit {
  readonly misfit: number;
}

/**
 * Cuts instructions on whole tensors into boxes that fit the on-chip memory, keeps what it can there, and orders
 * transfers ahead of the work they serve, as far as `effort` goes. Of the attempts whose buffers can be given addresses
 * the cheapest, and the boldest where that is another: a lower level takes it. `early` keeps transfers back that
 * another core has to go ahead of.
 */
export function tilings(
  works: readonly Work[],
  pinned: readonly Buffer[],
  features: MachineFeatures,
  constants: ConstantPool,
  effort: Effort,
  early: Early = ALWAYS,
): readonly [Tiled, ...Tiled[]] | Misfit {
  const { attempts, compared } = ATTEMPTS[effort.optimizeLevel];
  const trial = new ConstantPool(features.alignBytes, constants).trial;
  const cuts = new CutsByPlace(works.map(inOrder), { features, constants: trial });
  const found: Ranked[] = [];
  let misfit = 0;
  for (const attempt of attempts) {
    const isEnough = found.length === compared || found.some(({ complete }) => complete);
    if (isEnough || (found.length > 0 && !attempt.resident)) break;
    const made = attemptTo(attempt, cuts, pinned, features, constants, effort.compileMode, early);
    if (made && 'misfit' in made) misfit = made.misfit;
    else if (made) found.push(made);
  }
  if (found.length === 0) return { misfit };
  const [boldest] = found;
  const [cheapest] = found.toSorted((a, b) => a.price - b.price);
  return cheapest === boldest ? [cheapest.tiled] : [cheapest.tiled, boldest.tiled];
}

/** The cheapest of the tilings. */
export function tile(
  works: readonly Work[],
  pinned: readonly Buffer[],
  features: MachineFeatures,
  constants: ConstantPool,
  effort: Effort = MOST_EFFORT,
  early: Early = ALWAYS,
): Tiled | Misfit {
  const found = tilings(works, pinned, features, constants, effort, early);
  return 'misfit' in found ? found : found[0];
}

/** A tiled program, its price, and whether no attempt could keep more on chip. */
interface Ranked {
  readonly tiled: Tiled;
  readonly price: number;
  readonly complete: boolean;
}

/** One attempt; undefined where buffers cannot be given addresses. */
function attemptTo(
  attempt: Attempt,
  cuts: CutsByPlace,
  pinned: readonly Buffer[],
  features: MachineFeatures,
  known: ConstantPool,
  goal: Goal,
  early: Early,
): Ranked | Misfit | undefined {
  const { sramBytes, alignBytes } = features;
  const { works } = cuts;
  const outside = new Set(pinned);
  const constants = new ConstantPool(alignBytes, known);
  const context: TileContext = {
    features,
    constants,
    room: Math.floor(sramBytes * attempt.part),
    choice: attempt.compared ? goal : 'any',
    attempt,
  };
  const { residents, plans, used } = chooseResidents(cuts, outside, context);
  let price = 0;
  const steps: Step[] = [];
  for (const [at, work] of works.entries()) {
    const found = plans[at];
    if (!found) return { misfit: at };
    price += found.price;
    steps.push(...stage(inSram(work, residents), at, found.tiling, context));
  }
  const order = schedule(steps, used, { ...context, early });
  const sram = allocate('sram', order.instructions, { before: [], after: [] }, alignBytes, order.keep);
  if (sram.bytes > sramBytes) return undefined;
  const complete = works.every(
    ({ y: { buffer } }) => buffer.space !== 'ddr' || residents.has(buffer) || outside.has(buffer),
  );
  return { tiled: { ...order, sram, residents, constants }, price, complete };
}

/** Copies go through memory in the order of what they write. */
function inOrder(work: Work): Work {
  if (work.kind !== 'move' && work.kind !== 'fill') return work;
  const views = inMemoryOrder(work.kind === 'move' ? [work.x, work.y] : [work.y]);
  const y: Access = { ...work.y, ...views[views.length - 1] };
  return work.kind === 'move' ? { ...work, x: { ...work.x, ...views[0] }, y } : { ...work, y };
}
