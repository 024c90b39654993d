import { type Instruction, type MachineFeatures, mapOperands } from '@openbpu/machine';
import { type Access, type Buffer, type Work, settled } from './buffer';
import { timeOf } from './calls/time-of';
import { cascaded } from './cascade/cascaded';
import { ConstantPool } from './constant-pool';
import type { Manner } from './divide/share';
import { tileTogether } from './divide/tile-together';
import { type Effort, MOST_EFFORT } from './tile/effort';
import { type Misfit, type Tiled, tile, tilings } from './tile/tile';

/** What one function-call does, on as many cores as share it. */
export interface TiledCall {
  readonly instructions: readonly Instruction<Access>[];
  /** For each instruction, the work it belongs to. */
  readonly works: readonly number[];
  /** For each instruction its core, where several share the call. */
  readonly cores?: readonly number[];
  /** Where buffers begin in the on-chip memory of the core that has them. */
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly sramBytes: number;
  /** Which buffers lie whole in the on-chip memory of the first core, and as what. */
  readonly residents: ReadonlyMap<Buffer, Buffer>;
  /** Buffers that no memory ever holds as a whole. */
  readonly parted: ReadonlySet<Buffer>;
  readonly constants: ConstantPool;
  /** How its works are shared out among several cores. */
  readonly manner?: Manner;
}

/** What a call is tiled for. */
export interface CallTarget {
  readonly features: MachineFeatures;
  readonly cores?: number | undefined;
  readonly effort?: Effort | undefined;
  /** How works are shared out; absent: in the best of the manners of the level. */
  readonly manner?: Manner | undefined;
}

/** Works as one call, as the clock says is best for the goal. `pinned`: buffers that are met outside of it. */
export function tileCall(
  works: readonly Work[],
  pinned: readonly Buffer[],
  constants: ConstantPool,
  { features, cores = 1, effort = MOST_EFFORT, manner }: CallTarget,
): TiledCall | Misfit {
  if (cores > 1) return tileTogether(works, pinned, constants, { features, cores, effort, manner });
  const found = tilings(works, pinned, features, constants, effort);
  if ('misfit' in found) return found;
  const calls = found.map(callOf);
  const inParts = effort.optimizeLevel === 'O3' && inCascades(works, pinned, constants, { features, effort }, found[0]);
  if (inParts) calls.push(inParts);
  const price = (of: TiledCall) => timeOf(of, features)[effort.compileMode === 'bandwidth' ? 'bytes' : 'cycles'];
  return calls.reduce((best, other) => (price(other) < price(best) ? other : best));
}

function callOf({ sram, ...rest }: Tiled): TiledCall {
  return { ...rest, offsets: sram.offsets, sramBytes: sram.bytes, parted: new Set() };
}

/** With the works part by part that hand each other what did not stay on chip; undefined where there are none. */
function inCascades(
  works: readonly Work[],
  pinned: readonly Buffer[],
  known: ConstantPool,
  { features, effort }: { readonly features: MachineFeatures; readonly effort: Effort },
  { residents }: Tiled,
): TiledCall | undefined {
  const outside = new Set(pinned);
  const written = works.map(({ y: { buffer } }) => buffer);
  const spilled = new Set(written.filter((buffer) => !outside.has(buffer) && !residents.has(buffer)));
  if (spilled.size === 0) return undefined;
  const constants = new ConstantPool(features.alignBytes, known);
  const found = cascaded(works, { spilled, pinned: outside, room: features.sramBytes }, constants);
  if (!found) return undefined;
  const list = found.works.map(({ work }) => work);
  const tiled = tile(list, pinned, features, constants, effort);
  if ('misfit' in tiled) return undefined;
  return {
    ...callOf(tiled),
    instructions: tiled.instructions.map((instruction) => mapOperands(instruction, settled)),
    works: tiled.works.map((at) => found.works[at].source),
    residents: new Map([...tiled.residents].filter(([buffer]) => !buffer.part)),
    parted: new Set(
      [...found.slices].flatMap(([buffer, parts]) => (parts.some((part) => tiled.residents.has(part)) ? [buffer] : [])),
    ),
  };
}
