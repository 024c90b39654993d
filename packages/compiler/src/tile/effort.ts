/**
 * What a program is made for: the least time, or the least DDR traffic (time decides between equals). The recipe's
 * `compile_mode`.
 */
export type Goal = 'latency' | 'bandwidth';

/** How much is tried: the recipe's `optimize_level` and `compile_mode`. */
export interface Effort {
  readonly optimizeLevel: 'O0' | 'O1' | 'O2' | 'O3';
  readonly compileMode: Goal;
}

export const MOST_EFFORT: Effort = { optimizeLevel: 'O3', compileMode: 'latency' };

/** One way to tile a segment. */
export interface Attempt {
  /** The part of the on-chip memory that is planned with: the less, the surer buffers get addresses in it. */
  readonly part: number;
  /** Cuts are compared; else the largest boxes that fit are taken. */
  readonly compared: boolean;
  /** Intermediate tensors stay on chip where they can. */
  readonly resident: boolean;
  /** Loads go ahead of the work in front of them. */
  readonly ahead: boolean;
  /** What two boxes in a row read is loaded once. */
  readonly reuse: boolean;
}

const STRICT: Attempt = { part: 1, compared: false, resident: false, ahead: false, reuse: true };
const SAFEST: Attempt = { ...STRICT, reuse: false };
const OVERLAPPED: readonly Attempt[] = [1, 0.6].map((part) => ({
  part,
  compared: true,
  resident: false,
  ahead: true,
  reuse: true,
}));
const resident = (part: number): Attempt => ({ part, compared: true, resident: true, ahead: true, reuse: true });

/** Attempts of a level from the boldest to the safest, and how many that succeed are compared. */
export interface Attempts {
  readonly attempts: readonly Attempt[];
  readonly compared: number;
}

export const ATTEMPTS: Readonly<Record<Effort['optimizeLevel'], Attempts>> = {
  O0: { attempts: [STRICT, SAFEST], compared: 1 },
  O1: { attempts: [...OVERLAPPED, STRICT, SAFEST], compared: 1 },
  O2: { attempts: [...[1, 0.9, 0.75, 0.6, 0.45].map(resident), ...OVERLAPPED, STRICT, SAFEST], compared: 1 },
  O3: {
    attempts: [...[1, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4].map(resident), ...OVERLAPPED, STRICT, SAFEST],
    compared: 3,
  },
};
