import type { ConstantSource, MachineFeatures } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { Attempt, Goal } from './effort';

/** What a cut is chosen by: the cheapest for a goal, or, with `any`, the first that fits. */
export type Choice = Goal | 'any';

/** What every part of tiling is done with. */
export interface TileContext {
  readonly features: MachineFeatures;
  /** Gives views of constants that cutting makes; those of a trial are kept nowhere. */
  readonly constants: ConstantSource<Access>;
  /** Bytes of on-chip memory that may be planned with. */
  readonly room: number;
  readonly choice: Choice;
  readonly attempt: Attempt;
}

/** Bytes that a buffer takes up on chip. */
export function alignedBytes(bytes: number, { features: { alignBytes } }: Pick<TileContext, 'features'>): number {
  return Math.ceil(bytes / alignBytes) * alignBytes;
}
