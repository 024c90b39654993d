import type { MarchRules } from '@openbpu/config';
import type { Constraint, LoweringRule, QuantPolicy } from '@openbpu/core';
import type { MachineFeatures } from '@openbpu/machine';
import type { OperatorTable } from './facts';

/** One march, as data: the pipeline reads the recipe and calls placement, quantisation and the compiler with it. */
export interface Backend {
  /** As the recipe and `--march` name it, e.g. `bayes-e`. */
  readonly march: string;
  /** Boards that carry it, for messages. */
  readonly boards: readonly string[];
  readonly features: MachineFeatures;
  /** What is known of every ONNX operator; the class `cpu_not_integrated` means that a model with one is refused. */
  readonly operators: OperatorTable;
  readonly constraints: readonly Constraint[];
  readonly policy: QuantPolicy;
  readonly lowering: readonly LoweringRule[];
  /** What the march demands of a recipe beyond the common keys. */
  readonly recipe: MarchRules;
}
