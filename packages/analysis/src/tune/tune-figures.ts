/** What a model takes and what it loses with some groups of tensors in 16 bits. */
export interface Figures {
  /** Names of the groups, in the order in which they were taken. */
  readonly groups: readonly string[];
  /** Milliseconds of an inference, as the clock predicts. */
  readonly ms: number;
  /** Noise to signal at the outputs; less is better. */
  readonly error: number;
}

/** What a group by itself is expected to be worth and to cost. */
export interface Offer {
  readonly group: string;
  /** What the error loses where the group is not rounded, in the unit of the error. */
  readonly worth: number;
  /** What an inference takes longer. */
  readonly ms: number;
}

/** Measures the model with these groups in 16 bits. */
export type Measure<P extends Figures> = (groups: readonly string[]) => Promise<P>;
