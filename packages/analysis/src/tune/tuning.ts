import type { PairedComparison } from '@openbpu/vision';
import type { Figures } from './tune-figures';

/** A measured point. */
export interface TunePoint extends Figures {
  /** The smallest cosine of an output, each the mean over the samples. */
  readonly cosine: number;
  readonly outputs: readonly { readonly name: string; readonly cosine: number }[];
  /** Top-1 against the float model on pictures with labels, where there are some. */
  readonly top1?: PairedComparison;
}

/** Tensors that become int16 together, and what brings them there. */
export interface TuneGroup {
  readonly name: string;
  readonly tensors: readonly string[];
  /** What stands in node_info. */
  readonly nodeInfo: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By itself, on the model as it is; absent where it was not looked at closely. */
  readonly worth?: number;
  /** What an inference takes longer by it alone; absent where it was not compiled. */
  readonly ms?: number;
}

/** What a tuning is to reach; without any of it the knee is taken. */
export interface TuneGoal {
  /** The smallest cosine of an output. */
  readonly targetCosine?: number;
  /** Milliseconds of an inference. */
  readonly maxMs?: number;
  /** By how many percent of the pictures fewer may be right than with the float model. */
  readonly maxDrop?: number;
}

/** Everything that a tuning found. */
export interface Tuning {
  readonly model: string;
  readonly march: string;
  readonly samples: { readonly calibration: number; readonly heldBack: number; readonly labelled?: number };
  readonly goal: TuneGoal;
  /** Whether a point meets the goal; so where there is none. */
  readonly reached: boolean;
  /** How the point was chosen, as a sentence. */
  readonly rule: string;
  /** In the order in which they were measured; the first is the model as it is. */
  readonly points: readonly TunePoint[];
  /** Places of points: those that no other one beats. */
  readonly front: readonly number[];
  /** The place of the point that was chosen. */
  readonly chosen: number;
  readonly groups: readonly TuneGroup[];
  /** Tensors that stay int8, and why. */
  readonly leftOut: readonly { readonly tensor: string; readonly why: string }[];
  /** What `makertbin` finds of the tuned recipe, with thresholds from all samples. */
  readonly conversion: {
    readonly ms: number;
    readonly samples: number;
    /** The cosine is null where it is no number. */
    readonly outputs: readonly { readonly name: string; readonly cosine: number | null }[];
  };
}
