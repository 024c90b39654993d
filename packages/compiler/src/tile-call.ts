import type { Instruction, MachineFeatures } from '@openbpu/machine';
import type { Access, Buffer, Work } from './buffer';
import type { ConstantPool } from './constant-pool';
import type { Manner } from './divide/share';
import { tileTogether } from './divide/tile-together';
import { type Effort, MOST_EFFORT } from './tile/effort';
import { type Misfit, tile } from './tile/tile';

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

/** Works as one call. `pinned`: buffers that are met outside of it. */
export function tileCall(
  works: readonly Work[],
  pinned: readonly Buffer[],
  constants: ConstantPool,
  { features, cores = 1, effort = MOST_EFFORT, manner }: CallTarget,
): TiledCall | Misfit {
  if (cores > 1) return tileTogether(works, pinned, constants, { features, cores, effort, manner });
  const tiled = tile(works, pinned, features, constants, effort);
  if ('misfit' in tiled) return tiled;
  const { sram, ...rest } = tiled;
  return { ...rest, offsets: sram.offsets, sramBytes: sram.bytes, parted: new Set() };
}
