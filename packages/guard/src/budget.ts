import { type Origin, fail } from '@openbpu/diagnostics';
import { GUARD } from './catalogue';

/**
 * What one run of foreign work may take. Counts, so that they are the same on every machine; only what runs inside ONNX
 * Runtime, where nothing can be counted, is watched by a clock as well. See docs/limits.md.
 */
export interface Budget {
  /** Multiply-accumulates of kernels, or turns of other loops at their weight (`WEIGHTS`). */
  readonly work: number;
  /** Bytes of memories and tensors. */
  readonly bytes: number;
  /** Of one run inside ONNX Runtime. */
  readonly seconds: number;
  /** Of one run of a model that holds a loop whose turns only its data decides. */
  readonly loopSeconds: number;
}

export const DEFAULT_BUDGET: Budget = { work: 2 ** 40, bytes: 768 * 2 ** 20, seconds: 600, loopSeconds: 4 };

/** For what this program has made itself. */
export const UNLIMITED: Budget = { work: Infinity, bytes: Infinity, seconds: Infinity, loopSeconds: Infinity };

/** What one turn of a loop counts, by who turns it: about as much as the time it takes. */
export const WEIGHTS = { kernelMac: 1, kernelElement: 2 ** 5, plain: 2 ** 9 } as const;

/** `times` as much of everything. */
export function budgetTimes(times: number): Budget {
  const { work, bytes, seconds, loopSeconds } = DEFAULT_BUDGET;
  return { work: work * times, bytes: bytes * times, seconds: seconds * times, loopSeconds: loopSeconds * times };
}

/** Counts what foreign work takes of its budget. */
export class Meter {
  private readonly spent = { work: 0, bytes: 0 };

  constructor(readonly budget: Budget = DEFAULT_BUDGET) {}

  /**
   * Takes `amount` for `what`, as messages name it. Fails with GRD004 before the work is done, where too little is
   * left.
   */
  spend(unit: 'work' | 'bytes', amount: number, what: string, at?: Origin): void {
    const wanted = this.spent[unit] + amount;
    if (!(wanted <= this.budget[unit]))
      fail(
        GUARD.overBudget(
          { what, unit: unit === 'work' ? 'units of work' : 'bytes of memory', wanted, most: this.budget[unit] },
          at,
        ),
      );
    this.spent[unit] = wanted;
  }
}
