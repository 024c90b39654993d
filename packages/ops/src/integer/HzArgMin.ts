import { defineIntegerArg } from '../support/integer-arg';

/**
 * Input: x int8 or int16. Output int32: the place of the smallest element along `axis`, of equal ones the first, or the
 * last with `selectLast`.
 */
export const HzArgMin = defineIntegerArg('HzArgMin', false);
