import { type MachineFeatures, mapOperands } from '@openbpu/machine';
import { type Buffer, type Work, settled } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { timeOf } from '../calls/time-of';
import type { TiledCall } from '../tile-call';
import { ATTEMPTS, type Effort } from '../tile/effort';
import { type Misfit, type Tiled, tile } from '../tile/tile';
import type { TileContext } from '../tile/tile-context';
import { type Banded, type Own, bands } from './bands';
import { type Manner, type Shares, type Sides, decide, share } from './share';

/** What works are tiled together for. */
export interface Together {
  readonly features: MachineFeatures;
  readonly cores: number;
  readonly effort: Effort;
  /** The only manner that is tried. */
  readonly manner?: Manner | undefined;
}

const MANNERS: Readonly<Record<Effort['optimizeLevel'], readonly Manner[]>> = {
  O0: ['bands'],
  O1: ['bands'],
  O2: ['bands'],
  O3: ['bands', 'mixed'],
};

/**
 * Works shared out among several cores: of the manners of the level, or in the one that is asked for, as the clock says
 * is best for the goal.
 */
export function tileTogether(
  works: readonly Work[],
  pinned: readonly Buffer[],
  constants: ConstantPool,
  target: Together,
): TiledCall | Misfit {
  const { features, cores, effort, manner: asked } = target;
  const { ddrBytesPerCycle, shared } = features;
  const crowded = shared
    ? { ...features, ddrBytesPerCycle: Math.min(ddrBytesPerCycle, shared.ddrBytesPerCycle / cores) }
    : features;
  const context: TileContext = {
    features: crowded,
    constants: new ConstantPool(features.alignBytes, constants),
    room: features.sramBytes,
    choice: effort.compileMode,
    attempt: ATTEMPTS[effort.optimizeLevel].attempts[0],
  };
  const wait = effort.compileMode === 'latency' ? (shared?.waitCycles ?? 0) : 0;
  const manners = asked ? [asked] : MANNERS[effort.optimizeLevel];
  let best: { readonly call: TiledCall; readonly price: number } | undefined;
  let misfit: Misfit = { misfit: 0 };
  for (const manner of manners) {
    const sides = decide(works, cores, manner, context, wait);
    const call = alongSides(sides, works, pinned, constants, { ...target, features: crowded });
    if ('misfit' in call) {
      misfit = call;
      continue;
    }
    const { cycles, bytes } = timeOf(call, features, cores);
    const price = effort.compileMode === 'bandwidth' ? bytes : cycles;
    if (!best || price < best.price) best = { call: { ...call, manner }, price };
  }
  return best?.call ?? misfit;
}

function alongSides(
  sides: Sides,
  works: readonly Work[],
  pinned: readonly Buffer[],
  known: ConstantPool,
  { features, cores, effort }: Together,
): TiledCall | Misfit {
  let constants = new ConstantPool(features.alignBytes, known);
  const shares = works.map((work, at): Shares => {
    const side = sides[at];
    return side ? share(work, side, cores, constants) : [work];
  });
  const banded = bands(shares, cores, new Set(pinned));
  const tiled: Tiled[] = [];
  for (const [core, own] of banded.cores.entries()) {
    const outside = [...new Set([...pinned, ...banded.met])];
    const last = lastWritesOfOthers(banded, core);
    const early = (from: Buffer, work: number) => (last.get(from.part?.of ?? from) ?? -1) < own[work].phase;
    const made = tile(
      own.map(({ work }) => work),
      outside,
      features,
      constants,
      effort,
      early,
    );
    if ('misfit' in made) return { misfit: own[made.misfit].source };
    tiled.push(made);
    constants = made.constants;
  }
  return merged(tiled, banded, constants);
}

/** The phase in which other cores write to each buffer last. */
function lastWritesOfOthers({ cores }: Banded, core: number): ReadonlyMap<Buffer, number> {
  const last = new Map<Buffer, number>();
  cores.forEach((own, other) => {
    if (other === core) return;
    for (const { work, phase } of own) {
      const buffer = work.y.buffer.part?.of ?? work.y.buffer;
      last.set(buffer, Math.max(last.get(buffer) ?? -1, phase));
    }
  });
  return last;
}

/**
 * One order for all cores that keeps each in its own: phase by phase, so that what waits for another core stands
 * behind it.
 */
function merged(tiled: readonly Tiled[], { cores, met, bands: made }: Banded, constants: ConstantPool): TiledCall {
  const all = tiled.flatMap((each, core) => {
    const phases = phasesOf(each, cores[core]);
    return each.instructions.map((instruction, at) => ({
      instruction: mapOperands(instruction, settled),
      work: cores[core][each.works[at]].source,
      core,
      phase: phases[at],
    }));
  });
  const order = all.toSorted((a, b) => a.phase - b.phase || a.core - b.core);
  const onChip = new Set(tiled.flatMap(({ residents }) => [...residents.keys()]));
  return {
    instructions: order.map(({ instruction }) => instruction),
    works: order.map(({ work }) => work),
    cores: order.map(({ core }) => core),
    offsets: new Map(tiled.flatMap(({ sram }) => [...sram.offsets])),
    sramBytes: Math.max(...tiled.map(({ sram }) => sram.bytes)),
    residents: new Map([...tiled[0].residents].filter(([buffer]) => !buffer.part)),
    parted: new Set([
      ...[...met].filter((buffer) => made.get(buffer)?.some((band) => onChip.has(band))),
      ...tiled.slice(1).flatMap(({ residents }) => [...residents.keys()].filter((buffer) => !buffer.part)),
    ]),
    constants,
  };
}

/** The phase of each instruction: of its work, or of an earlier one that is still to come behind it. */
function phasesOf({ works }: Tiled, own: readonly Own[]): number[] {
  const phases = works.map((work) => own[work].phase);
  for (let at = phases.length - 2; at >= 0; at--) phases[at] = Math.min(phases[at], phases[at + 1]);
  return phases;
}
