import type { Thresholds } from '@openbpu/passes';
import type { Judge } from './calibrate';

interface Entry {
  readonly method: string;
  readonly thresholds: Thresholds;
  readonly cosine: number;
}

/** Sets of thresholds, judged one after the other. The best is the first of equals; a cosine that is no number loses to every other. */
export class Tournament {
  /** In the order they entered. */
  readonly candidates: { readonly method: string; readonly cosine: number | null }[] = [];
  private leader?: Entry;

  constructor(private readonly judge: Judge) {}

  /** The best so far. Throws before anybody entered: a bug of the caller. */
  get best(): Entry {
    if (!this.leader) throw new Error('nobody entered');
    return this.leader;
  }

  async enter(method: string, thresholds: Thresholds): Promise<void> {
    const cosine = await this.judge(thresholds);
    this.candidates.push({ method, cosine: Number.isNaN(cosine) ? null : cosine });
    if (!this.leader || cosine > this.leader.cosine || (Number.isNaN(this.leader.cosine) && !Number.isNaN(cosine))) this.leader = { method, thresholds, cosine };
  }
}
