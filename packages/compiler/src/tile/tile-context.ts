import type { ConstantSource, MachineFeatures } from '@openbpu/machine';
import type { Access } from '../buffer';
import type { Attempt, Goal } from './effort';

/** What a cut is chosen by: the cheapest for a goal, or, with `any`, the first that fits. */
export type Choice = Goal | 'any';

/** What every part of tiling needs to know. */
export interface TileContext {
  readonly features: MachineFeatures;
  /** Takes the constants that cutting makes; the source of a trial keeps none of them. */
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
