import { HzArgMax } from '../integer/HzArgMax';
import { defineArgExtreme } from '../support/arg-extreme';

/** Input: x float32. Output int64: the place of the largest element along `axis`, of equal ones the first or last. */
export const ArgMax = defineArgExtreme('ArgMax', true, HzArgMax);
