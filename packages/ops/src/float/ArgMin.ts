import { HzArgMin } from '../integer/HzArgMin';
import { defineArgExtreme } from '../support/arg-extreme';

/** Input: x float32. Output int64: the place of the smallest element along `axis`, of equal ones the first or last. */
export const ArgMin = defineArgExtreme('ArgMin', false, HzArgMin);
