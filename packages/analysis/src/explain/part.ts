import type { CauseKind, CauseCure } from './cause';
import type { Change } from './change';

/** A cause at one place, before it is measured. */
export interface Part {
  readonly kind: CauseKind;
  /** By the user's name. */
  readonly node: string;
  readonly tensor: string;
  readonly evidence: readonly string[];
  /** Takes the cause away altogether, and leaves all others of its place. */
  readonly removal: Change;
  /** What can be done, as it would be done; the cheapest first. */
  readonly cures: readonly { readonly cure: CauseCure; readonly change: Change }[];
  readonly unmeasured: readonly string[];
}
