import type { AnyOp, GraphView, Node } from '@openbpu/ir';
import type { LayerOp } from '@openbpu/machine';

/**
 * One rule of a march, as one sentence used three times: in the documentation, in the reason under a CPU node, and in
 * the record. `check` gives true, or the reason with the offending value in it.
 */
export interface Constraint {
  /** Stable, e.g. `bayes-e/Conv/kernel`. */
  readonly id: string;
  readonly sentence: string;
  readonly hint?: string;
  /** Names of the ops it speaks of. */
  readonly appliesTo: 'every-op' | readonly string[];
  check(node: Node, graph: GraphView): true | string;
}

/** How one integer op becomes work for the machine. */
export interface LoweringRule {
  readonly op: AnyOp;
  lower(node: Node, graph: GraphView): readonly LayerOp[];
}

/** What a march chooses freely within docs/semantics.md. */
export interface QuantPolicy {
  /**
   * The ops whose activations may be int16 where a user asks for it: `listed` where the march says so, `unstated` where
   * it is silent. Ops not named compute in int8 alone.
   */
  readonly int16: Readonly<Record<string, 'listed' | 'unstated'>>;
  /** Thresholds that enter a Concat and differ by more than this factor are requantised instead of shared. */
  readonly sharedScaleRatio: number;
  /**
   * How each op comes to the BPU: `active` on its own merit, `passive` only beside a quantised neighbour, `manual`
   * only when the user asks. Ops not named are not quantised.
   */
  readonly quantise: Readonly<Record<string, 'active' | 'passive' | 'manual'>>;
}
