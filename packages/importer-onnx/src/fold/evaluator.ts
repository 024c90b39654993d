import type { Tensor } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';

/**
 * Evaluates an operator on constants; undefined where it does not apply to these element types. All inputs that are
 * given are there; an optional one that is not is undefined.
 */
export type Evaluator = (
  inputs: readonly (Tensor | undefined)[],
  attributes: Attributes,
) => readonly Tensor[] | undefined;
