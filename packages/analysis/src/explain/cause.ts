/** Why outputs differ from those of the float model, by name. */
export type CauseKind =
  | 'preprocessing'
  | 'input-conversion'
  | 'weight-rounding'
  | 'weight-outlier-channels'
  | 'activation-clipping'
  | 'activation-resolution'
  | 'shared-scale'
  | 'accumulated-bias'
  | 'table-resolution'
  | 'saturated-accumulator'
  | 'integer-rounding';

/** What each is in words. */
export const CAUSES: Readonly<Record<CauseKind, string>> = {
  preprocessing: 'the net is fed with something else than it was trained on',
  'input-conversion': 'pictures lose chroma on their way into the model',
  'weight-rounding': 'weights are rounded to 8 bits',
  'weight-outlier-channels': 'a few channels of the weights make the steps of all others coarse',
  'activation-clipping': 'values beyond the threshold are cut off',
  'activation-resolution': 'the steps of an activation are too coarse',
  'shared-scale': 'tensors of different ranges share one scale',
  'accumulated-bias': 'the means of channels are shifted',
  'table-resolution': 'a table gives its function too coarsely',
  'saturated-accumulator': 'sums or biases do not fit the accumulator',
  'integer-rounding': 'integers are rounded where the calibrated model computes in float',
};

/** What mends a cause. */
export interface CauseCure {
  /** A line of the recipe: a key and its value. */
  readonly key?: string;
  readonly value?: string;
  /** In a sentence: what the line does, or what to do where there is none. */
  readonly advice: string;
}

/** What the outputs lose before and after a cure, everything else as it is: noise to signal. */
export interface Gain {
  readonly cure: CauseCure;
  readonly before: number;
  readonly after: number;
}

/** One cause at one place. */
export interface Cause {
  readonly kind: CauseKind;
  /** The node, by the user's name for it. */
  readonly node: string;
  /** What is rounded there. */
  readonly tensor: string;
  /** The part of the whole error that goes where the cause is taken away altogether, in the order of removal. */
  readonly share: number;
  /** Sentences with figures. */
  readonly evidence: readonly string[];
  /** Of the cures that can be measured, the best first; none where there is none. */
  readonly gains: readonly Gain[];
  /** What else may help, and was not measured. */
  readonly unmeasured: readonly string[];
}

/** What is left where no single place stands out. */
export interface Remainder {
  readonly kind: CauseKind;
  readonly count: number;
  readonly share: number;
}

/** What the quantised model adds to the error of the calibrated one. */
export type QuantisedLook =
  | { readonly looked: false; readonly why: string }
  | {
      readonly looked: true;
      /** The error of either model. */
      readonly error: number;
      readonly calibrated: number;
      /** Integer nodes that were held against the calibrated model's. */
      readonly compared: number;
    };

/** Why the outputs of a calibrated model differ from those of the float model. */
export interface Explanation {
  readonly outputs: readonly string[];
  readonly samples: number;
  /**
   * The mean over the outputs of Σ(quantised − float)² / Σ float²: of the quantised model where tables or accumulators
   * are among the causes, else of the calibrated one.
   */
  readonly error: number;
  /** By the gain of the best cure, the largest first. */
  readonly causes: readonly Cause[];
  /** Parts of the error that are at no named place, by kind. */
  readonly elsewhere: readonly Remainder[];
  /** The part of the whole error that is not at a named place. */
  readonly rest: number;
  /** Whether tables and accumulators were looked at, which the quantised model alone has, and why not. */
  readonly quantised: QuantisedLook;
}
