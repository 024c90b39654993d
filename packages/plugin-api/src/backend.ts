import type { Constraint, LoweringRule, QuantPolicy } from '@openbpu/core';
import type { MachineFeatures } from '@openbpu/machine';

/**
 * One march, as data: the pipeline calls placement, quantisation and the compiler with it. What a march demands of a
 * recipe beyond the common keys stands in its `recipe` rules.
 */
export interface Backend {
  /** As the recipe and `--march` name it, e.g. `bayes-e`. */
  readonly march: string;
  /** Boards that carry it, for messages. */
  readonly boards: readonly string[];
  readonly features: MachineFeatures;
  readonly constraints: readonly Constraint[];
  readonly policy: QuantPolicy;
  readonly lowering: readonly LoweringRule[];
}
