import type { ValueId } from '@openbpu/ir';
import type { Thresholds } from '@openbpu/passes';
import type { ThresholdPlan } from '../plan/threshold-plan';

/** How well a set of thresholds does: mean cosine of the quantised model's outputs on the judged samples. */
export type Judge = (thresholds: Thresholds) => Promise<number>;

/**
 * What a candidate stands for: one threshold per tensor, whether channels get their own, weights rounded otherwise, and
 * what is added to biases.
 */
export interface Choice extends Pick<Thresholds, 'corrections' | 'roundedWeights'> {
  readonly wanted: ReadonlyMap<ValueId, number>;
  readonly perChannel: boolean;
  /** What the thresholds of activations are taken times in the end. */
  readonly factors?: ReadonlyMap<ValueId, number>;
}

/** A candidate and how it did. */
export interface Entry {
  readonly method: string;
  readonly choice: Choice;
  readonly thresholds: Thresholds;
  readonly cosine: number;
}

/**
 * Choices of thresholds, judged one after the other. The best is the first of equals; a cosine that is no number loses
 * to every other.
 */
export class Tournament {
  /** In the order they entered. */
  readonly candidates: { readonly method: string; readonly cosine: number | null }[] = [];
  private leader?: Entry;

  constructor(
    private readonly plan: Pick<ThresholdPlan, 'thresholds'>,
    private readonly judge: Judge,
  ) {}

  /** The best so far. Throws before anybody entered: a bug of the caller. */
  get best(): Entry {
    if (!this.leader) throw new Error('nobody entered');
    return this.leader;
  }

  async enter(method: string, choice: Choice): Promise<void> {
    const { wanted, perChannel, factors, ...rest } = choice;
    const thresholds = { ...this.plan.thresholds(wanted, perChannel, factors), ...rest };
    const cosine = await this.judge(thresholds);
    this.candidates.push({ method, cosine: Number.isNaN(cosine) ? null : cosine });
    if (!this.leader || cosine > this.leader.cosine || (Number.isNaN(this.leader.cosine) && !Number.isNaN(cosine)))
      this.leader = { method, choice, thresholds, cosine };
  }
}
