import { CLASS_NAMES } from './sign-classes';

/** What the pictures of a set are for; the seeds of different sets never meet. */
export type SetName = 'train' | 'test' | 'calibration';

export interface SetOptions {
  readonly count: number;
  readonly seed: number;
}

export interface SetMember {
  /** Sorts like the set: its number with leading zeros. */
  readonly name: string;
  readonly classIndex: number;
  /** For `drawSign`. */
  readonly seed: string;
}

/** The pictures of a set: the classes take turns. */
export function setMembers(set: SetName, { count, seed }: SetOptions): SetMember[] {
  return Array.from({ length: count }, (_, i) => ({
    name: String(i).padStart(5, '0'),
    classIndex: i % CLASS_NAMES.length,
    seed: `${set}/${seed}/${i}`,
  }));
}
