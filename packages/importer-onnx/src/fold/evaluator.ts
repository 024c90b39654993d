import type { Tensor } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';
import type { ImportNode } from '../graph/import-node';

/** Beyond this many elements a constant is not made but computed where it is needed. */
export const MOST_ELEMENTS = 1 << 24;

/**
 * Evaluates an operator on constants; undefined where it does not apply to these element types. All inputs that are
 * given are there; an optional one that is not is undefined. Throws RangeError where they make no sense together.
 */
export type Evaluator = (
  inputs: readonly (Tensor | undefined)[],
  attributes: Attributes,
  node: Pick<ImportNode, 'opset' | 'proto' | 'usedOutputs'>,
) => readonly Tensor[] | undefined;
