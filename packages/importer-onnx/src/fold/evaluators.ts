import { COMPARISON } from './comparison';
import { CONSTRUCTION } from './construction';
import { DEQUANTISATION } from './dequantisation';
import type { Evaluator } from './evaluator';
import { INTEGER_ARITHMETIC } from './integer-arithmetic';
import { REDUCTION } from './reduction';

/**
 * How operators are evaluated on constants where no op of the graph does it: integer and boolean arithmetic of shapes,
 * what makes constants, and weights that are kept as integers. Float functions and movements are evaluated by the ops
 * themselves.
 */
export const EVALUATORS: ReadonlyMap<string, Evaluator> = new Map(
  Object.entries({ ...INTEGER_ARITHMETIC, ...COMPARISON, ...REDUCTION, ...CONSTRUCTION, ...DEQUANTISATION }),
);
