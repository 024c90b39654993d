import { COMPARISON } from './comparison';
import { CONSTRUCTION } from './construction';
import type { Evaluator } from './evaluator';
import { FUNCTIONS } from './functions';
import { INDEXING } from './indexing';
import { INTEGER_ARITHMETIC } from './integer-arithmetic';
import { NORMALISATION } from './normalisation';
import { QUANTISATION } from './quantisation';
import { REDUCTION } from './reduction';

/**
 * How operators are evaluated on constants where no op of the graph does it: integer and boolean arithmetic of shapes,
 * what makes, moves and normalises constants, and weights that are kept as integers. Float functions and movements that
 * are ops are evaluated by the ops themselves.
 */
export const EVALUATORS: ReadonlyMap<string, Evaluator> = new Map(
  Object.entries({
    ...INTEGER_ARITHMETIC,
    ...COMPARISON,
    ...REDUCTION,
    ...CONSTRUCTION,
    ...QUANTISATION,
    ...INDEXING,
    ...NORMALISATION,
  }),
);

/** How float functions are evaluated on constants in the forms that no op of the graph has. */
export const LAST_EVALUATORS: ReadonlyMap<string, Evaluator> = new Map(Object.entries(FUNCTIONS));
